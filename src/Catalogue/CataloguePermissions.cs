namespace Hecai.Catalogue;

public static class CataloguePermissions
{
    public static readonly Permission View = new("listing.view", ("查看本方商品", "View own listings"),
        Roles.CatalogueManager, Roles.SupplierSales, Roles.OrderDesk, Roles.ProjectEngineer, Roles.SupplierAdministrator, Roles.CategoryManager, Roles.OperatorSales, Roles.Auditor);
    public static readonly Permission Edit = new("listing.edit", ("编辑商品", "Edit listings"), Roles.CatalogueManager);
    public static readonly Permission Submit = new("listing.submit", ("提交商品审核", "Submit listings for review"), Roles.CatalogueManager);
    public static readonly Permission Review = new("listing.review", ("审核商品上架", "Review listings"), Roles.CategoryManager);
    public static readonly Permission Suspend = new("listing.suspend", ("暂停与恢复商品", "Suspend and resume listings"), Roles.CatalogueManager, Roles.CategoryManager);
    public static readonly Permission Retire = new("listing.retire", ("下架商品", "Retire listings"), Roles.CatalogueManager);
    public static readonly Permission Import = new("catalogue.import", ("导入商品", "Import products"), Roles.CatalogueManager, Roles.CategoryManager);
    public static readonly Permission ManageCategories = new("category.manage", ("维护类目", "Manage categories"), Roles.CategoryManager);
}

public static class CatalogueErrors
{
    public static readonly Error UnknownCategory = Error.Invalid("category.unknown", "没有这个类目：{0}", "Unknown category: {0}");
    public static readonly Error NotLeaf = Error.Invalid("category.not_leaf", "请选到最末级类目：{0}", "Choose a category of the last level: {0}");
    public static readonly Error CategoryAttribute = Error.Invalid("category.attribute", "属性“{0}”的定义不完整或重复", "The definition of attribute “{0}” is incomplete or repeated");
    public static readonly Error NotNumber = Error.Invalid("attribute.not_number", "须为数值{1}：{0}", "Must be a number{1}: {0}");
    public static readonly Error NotChoice = Error.Invalid("attribute.not_choice", "不在可选项中：{0}；可选：{1}", "Not one of the choices: {0}; choose from {1}");
    public static readonly Error NotFlag = Error.Invalid("attribute.not_flag", "须为是或否：{0}", "Must be yes or no: {0}");
    public static readonly Error PartNumberTaken = Error.Conflict("sku.part_number_taken", "型号 {0} 已存在", "Part number {0} already exists");
    public static readonly Error UnknownService = Error.Invalid("listing.service_unknown", "类目“{0}”没有服务选项 {1}", "Category “{0}” has no service option {1}");
    public static readonly Error PriceRequired = Error.Conflict("listing.price_required", "请先填写目录价再提交", "Give a list price before you submit");
    public static readonly Error PricePositive = Error.Invalid("listing.price_positive", "目录价须大于零", "The list price must be more than zero");
    public static readonly Error Locked = Error.Conflict("listing.locked", "{0} 处于“{1}”，不能改动；请先撤回为草稿", "{0} is “{1}” and cannot be changed; take it back to draft first");
    public static readonly Error TooManyFiles = Error.Invalid("listing.too_many_files", "一件商品最多 {0} 个图片与文件", "A product has at most {0} pictures and documents");
    public static readonly Error OwnReview = Error.Forbidden("listing.own_review", "不能审核自己提交或本方供应的商品", "You cannot review what you submitted or what your own company supplies");
    public static readonly Error ReasonRequired = Error.Invalid("listing.reason_required", "请写明原因", "Please say why");
    public static readonly Error SuspendedByOperator = Error.Forbidden("listing.suspended_by_operator", "由平台暂停，只能由平台恢复", "The platform suspended it, so only the platform can resume it");

    public static readonly Error WindowOrder = Error.Invalid("listing.window_order", "停售时间须晚于起售时间", "The end of the sale must be after its beginning");
    public static readonly Error WindowPast = Error.Invalid("listing.window_past", "停售时间已过；要立即停售请暂停或下架", "The end of the sale has passed already; suspend or retire it to stop now");
    public static readonly Error ScheduledByOperator = Error.Forbidden("listing.scheduled_by_operator", "销售时段由平台排定，只能由平台更改", "The platform set the time of sale, so only the platform can change it");
    public static readonly Error RetiredForGood = Error.Conflict("listing.retired", "商品已下架，不能再改销售时段与区域", "It is retired for good; when and where it is sold cannot be changed any more");
    public static readonly Error AreaTwice = Error.Invalid("listing.area_twice", "{0} 不能既销售又不销售", "{0} cannot be both: sold in and not sold in");

    public static readonly Error ImportJson = Error.Invalid("import.json", "第 {0} 行不是有效的 JSON 对象", "Line {0} is not a valid JSON object");
    public static readonly Error ImportRepeated = Error.Invalid("import.repeated", "型号 {0} 在第 {1} 行已出现", "Part number {0} already appeared on line {1}");
    public static readonly Error ImportSupplier = Error.Invalid("import.supplier", "请指定供应商；供应商只能导入自己的商品", "Name the supplier; a supplier imports only its own products");

    public static readonly Error SearchTooLong = Error.Invalid("search.too_long", "搜索词最多 {0} 个字符", "A search has at most {0} characters");
    public static readonly Error SearchPage = Error.Invalid("search.page", "只能翻到前 {0} 条，请缩小范围", "Only the first {0} results can be paged through; narrow the search");
}
