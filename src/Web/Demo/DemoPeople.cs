namespace Hecai.Web.Demo;

/// <summary>A person of the demo world: what they are called, what they do, and where.</summary>
/// <param name="Key">The part of the address before the @, and the name under which tests know them.</param>
internal sealed record DemoPerson(string Key, string Name, string? Department, params Role[] Roles);

/// <summary>A department, the one above it, and who manages it.</summary>
internal sealed record DemoDepartment(string Name, string? Parent, string? Manager);

/// <summary>A cost centre of a department with what it may spend this year, in yuan.</summary>
internal sealed record DemoCentre(string Code, string Name, string Department, decimal Budget);

/// <summary>A place that goods are delivered to.</summary>
internal sealed record DemoSite(string Name, string Region, string Detail, string Contact, string Phone);

/// <summary>A level of approval: from which amount in yuan, and whom it names (null: the department's manager).</summary>
internal sealed record DemoRule(string Name, decimal From, string? Named);

/// <summary>An organization of the demo world. Names are fictional.</summary>
internal sealed record DemoOrganization(string Key, string Zh, string En, OrganizationKind Kind, string Domain, DemoPerson[] People)
{
    public DemoDepartment[] Departments { get; init; } = [];
    public DemoCentre[] Centres { get; init; } = [];
    public DemoSite[] Sites { get; init; } = [];
    public DemoRule[] Rules { get; init; } = [];
    public string[] Regions { get; init; } = [];

    public OrganizationId Id => Hecai.Id.Named<OrganizationId>(Key);
}

/// <summary>Who is in the demo world.</summary>
internal static class DemoPeople
{
    public const string Password = "hecai-demo-2026";

    public static readonly DemoOrganization Operator = new("hecai", "合采平台", "Hecai Platform", OrganizationKind.Operator, "hecai.example",
    [
        new("xu.ran", "许冉", null, Roles.CategoryManager), new("fang.yuan", "方圆", null, Roles.OperatorSales), new("gao.feng", "高峰", null, Roles.ServiceDispatcher),
        new("song.jie", "宋洁", null, Roles.OperatorFinance), new("lu.ming", "陆明", null, Roles.Auditor), new("qin.lan", "秦岚", null, Roles.OperatorAdministrator),
    ]);

    public static readonly DemoOrganization[] Suppliers =
    [
        new("yunling", "云岭电器", "Yunling Appliances", OrganizationKind.Supplier, "yunling.example",
        [
            new("wu.tong", "吴桐", null, Roles.OrderDesk), new("ding.yi", "丁一", null, Roles.CatalogueManager), new("mei.lin", "梅琳", null, Roles.SupplierSales),
            new("bai.yang", "白杨", null, Roles.ProjectEngineer), new("jin.hui", "金慧", null, Roles.SupplierFinance), new("yan.ling", "严凌", null, Roles.SupplierAdministrator),
        ]),
        new("chengyue", "澄岳暖通", "Chengyue HVAC", OrganizationKind.Supplier, "chengyue.example",
        [
            new("shao.qing", "邵青", null, Roles.OrderDesk), new("tao.ran", "陶然", null, Roles.CatalogueManager), new("hou.yi", "侯毅", null, Roles.SupplierSales, Roles.SupplierAdministrator),
        ]),
        new("beiyu", "北屿厨电", "Beiyu Kitchen", OrganizationKind.Supplier, "beiyu.example",
        [
            new("nie.xin", "聂欣", null, Roles.OrderDesk), new("pan.ke", "潘珂", null, Roles.CatalogueManager), new("lou.jing", "娄静", null, Roles.SupplierSales, Roles.SupplierAdministrator),
        ]),
    ];

    public static readonly DemoOrganization[] Providers =
    [
        new("xunan", "迅安服务", "Xun'an Service", OrganizationKind.Provider, "xunan.example",
        [
            new("zhao.tie", "赵铁", null, Roles.Dispatcher), new("sun.hao", "孙浩", null, Roles.Technician), new("li.gang", "李刚", null, Roles.Technician),
            new("qian.wei", "钱伟", null, Roles.Technician), new("zhu.hong", "朱红", null, Roles.ProviderAdministrator),
        ]) { Regions = ["32", "31", "33", "34"] },
        new("beichen", "北辰安装", "Beichen Installation", OrganizationKind.Provider, "beichen.example",
        [
            new("wei.dong", "魏东", null, Roles.Dispatcher), new("ma.liang", "马良", null, Roles.Technician), new("guo.qiang", "郭强", null, Roles.Technician), new("tian.ye", "田野", null, Roles.ProviderAdministrator),
        ]) { Regions = ["11", "12", "13", "14", "37", "41"] },
        new("nanchuan", "南川技术", "Nanchuan Technical", OrganizationKind.Provider, "nanchuan.example",
        [
            new("luo.bin", "罗斌", null, Roles.Dispatcher), new("deng.chao", "邓超", null, Roles.Technician), new("xie.jun", "谢军", null, Roles.Technician), new("tang.li", "唐莉", null, Roles.ProviderAdministrator),
        ]) { Regions = ["44", "45", "51", "50", "53"] },
    ];

    public static readonly DemoOrganization[] Buyers =
    [
        new("jiangnan-bank", "江南银行", "Jiangnan Bank", OrganizationKind.Buyer, "jiangnan.example",
        [
            new("he.jiayi", "何嘉怡", "苏州分行", Roles.Requester), new("lin.xiaowen", "林晓雯", "采购部", Roles.Purchaser, Roles.Requester), new("zhou.qiming", "周启明", "苏州分行", Roles.Approver),
            new("zhao.qian", "赵倩", "财务部", Roles.BuyerFinance, Roles.Approver), new("chen.guodong", "陈国栋", "总行", Roles.Approver), new("shen.li", "沈立", "苏州分行", Roles.Receiver),
            new("tang.yi", "唐毅", "采购部", Roles.Approver), new("gu.nian", "顾念", "总行", Roles.BuyerAdministrator), new("xu.wenjing", "许文静", "南京分行", Roles.Approver, Roles.Receiver), new("ye.fan", "叶帆", "南京分行", Roles.Requester),
        ])
        {
            Departments = [new("总行", null, "chen.guodong"), new("采购部", "总行", "tang.yi"), new("财务部", "总行", "zhao.qian"), new("苏州分行", "总行", "zhou.qiming"), new("南京分行", "总行", "xu.wenjing")],
            Centres = [new("SZ-0312", "2026 网点改造（苏州）", "苏州分行", 1_200_000), new("NJ-0108", "2026 网点改造（南京）", "南京分行", 2_600_000), new("HQ-0001", "行政设备（总行）", "采购部", 2_000_000)],
            Sites = [new("观前支行", "江苏省 苏州市 姑苏区 平江街道", "观前街 88 号", "沈立", "0512-65550188"), new("园区支行", "江苏省 苏州市 苏州工业园区 金鸡湖街道", "星港街 199 号", "沈立", "0512-65550199"), new("南京分行营业部", "江苏省 南京市 鼓楼区 湖南路街道", "中山北路 32 号", "许文静", "025-85550032")],
            Rules = [new("部门负责人", 5_000, null), new("财务复核", 50_000, "zhao.qian"), new("分管行长", 100_000, "chen.guodong")],
        },
        new("hengrui-precision", "恒锐精工", "Hengrui Precision", OrganizationKind.Buyer, "hengrui.example",
        [
            new("jiang.tao", "江涛", "设备部", Roles.Requester, Roles.Purchaser), new("cao.min", "曹敏", "设备部", Roles.Approver), new("yuan.mei", "袁梅", "财务部", Roles.BuyerFinance, Roles.Approver),
            new("du.heng", "杜衡", "总经办", Roles.Approver, Roles.BuyerAdministrator), new("shi.lei", "石磊", "设备部", Roles.Receiver),
        ])
        {
            Departments = [new("总经办", null, "du.heng"), new("设备部", "总经办", "cao.min"), new("财务部", "总经办", "yuan.mei")],
            Centres = [new("FAC-01", "厂区公用工程", "设备部", 3_500_000), new("DOR-02", "宿舍与食堂", "设备部", 800_000)],
            Sites = [new("东莞一厂", "广东省 东莞市 东莞市 松山湖", "工业北路 6 号", "石磊", "0769-25550006")],
            Rules = [new("部门负责人", 10_000, null), new("总经理", 200_000, "du.heng")],
        },
        new("lianxun-telecom", "联讯通信", "Lianxun Telecom", OrganizationKind.Buyer, "lianxun.example",
        [
            new("fan.zhen", "范臻", "网络部", Roles.Requester, Roles.Purchaser), new("kong.yu", "孔宇", "网络部", Roles.Approver), new("su.yun", "苏云", "财务部", Roles.BuyerFinance, Roles.Approver),
            new("meng.fei", "孟飞", "分公司", Roles.Approver, Roles.BuyerAdministrator), new("bao.jun", "包军", "网络部", Roles.Receiver),
        ])
        {
            Departments = [new("分公司", null, "meng.fei"), new("网络部", "分公司", "kong.yu"), new("财务部", "分公司", "su.yun")],
            Centres = [new("NET-11", "机房与基站温控", "网络部", 5_000_000)],
            Sites = [new("成都西区机房", "四川省 成都市 金牛区 抚琴街道", "一环路西三段 12 号", "包军", "028-85550012")],
            Rules = [new("部门负责人", 20_000, null), new("财务复核", 100_000, "su.yun")],
        },
        new("muyuan-livestock", "牧源农牧", "Muyuan Livestock", OrganizationKind.Buyer, "muyuan.example",
        [
            new("ren.he", "任禾", "生产部", Roles.Requester, Roles.Purchaser), new("kang.jian", "康健", "生产部", Roles.Approver), new("hao.yue", "郝悦", "财务部", Roles.BuyerFinance, Roles.Approver),
            new("dong.cheng", "董诚", "总部", Roles.Approver, Roles.BuyerAdministrator), new("niu.ben", "牛奔", "生产部", Roles.Receiver),
        ])
        {
            Departments = [new("总部", null, "dong.cheng"), new("生产部", "总部", "kang.jian"), new("财务部", "总部", "hao.yue")],
            Centres = [new("FARM-3", "三号牧场环控", "生产部", 1_800_000), new("COLD-1", "冷链设备", "生产部", 900_000)],
            Sites = [new("三号牧场", "山东省 潍坊市 寿光市 稻田镇", "牧场路 3 号", "牛奔", "0536-55550003")],
            Rules = [new("部门负责人", 5_000, null), new("总部", 80_000, "dong.cheng")],
        },
    ];

    public static IEnumerable<DemoOrganization> All => [Operator, .. Suppliers, .. Buyers, .. Providers];

    public static MembershipId Membership(string key) => Id.Named<MembershipId>(key);
}
