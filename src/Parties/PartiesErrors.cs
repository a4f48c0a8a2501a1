namespace Hecai.Parties;

public static class PartiesErrors
{
    public static readonly Error CreditCodeTaken = Error.Conflict("organization.credit_code_taken",
        "这家企业已入驻或正在审核，请联系其管理员", "This enterprise is already here or under review; ask its administrator");
    public static readonly Error KindRequired = Error.Invalid("organization.kind_required", "请至少选择一种身份", "Choose at least one kind");
    public static readonly Error KindClosed = Error.Invalid("organization.kind_closed", "平台方不能通过申请加入", "Nobody becomes the operator by application");
    public static readonly Error ReasonRequired = Error.Invalid("organization.reason_required", "请写明原因", "Please say why");
    public static readonly Error OwnApplication = Error.Forbidden("organization.own_application", "不能审核自己提出或录入的申请", "You cannot decide an application that you made or entered");
    public static readonly Error OwnOrganization = Error.Conflict("organization.own", "不能停用自己所在的组织", "You cannot suspend your own organization");
    public static readonly Error QualificationExpired = Error.Invalid("qualification.expired", "资质的有效期已过", "The qualification has already expired");

    public static readonly Error BrandColour = Error.Invalid("brand.colour", "颜色须写作 #0e6470", "A colour is written #0e6470");
    public static readonly Error BrandContrast = Error.Invalid("brand.contrast", "对比度只有 {0}:1，文字会看不清；须至少 4.5:1", "The contrast is only {0}:1 and text could not be read; at least 4.5:1 is needed");

    public static readonly Error DepartmentCycle = Error.Conflict("department.cycle", "部门不能移到自己或自己的下级之下", "A department cannot be moved below itself");
    public static readonly Error DepartmentTooDeep = Error.Conflict("department.too_deep", "部门最多 {0} 级", "Departments nest at most {0} deep");
    public static readonly Error DepartmentNameTaken = Error.Conflict("department.name_taken", "同一级已有名为“{0}”的部门", "There is already a department “{0}” beside it");
    public static readonly Error UnknownDepartment = Error.Invalid("department.unknown", "没有这个部门", "There is no such department");
    public static readonly Error SiteNameTaken = Error.Conflict("site.name_taken", "已有名为“{0}”的收货地点", "There is already a site “{0}”");
    public static readonly Error DayTwice = Error.Invalid("site.day_twice", "同一天只能写一次", "A weekday is named once");
    public static readonly Error Hours = Error.Invalid("site.hours", "时段须写作 09:00-12:00：{0}", "Hours are written 09:00-12:00: {0}");
    public static readonly Error HoursOverlap = Error.Invalid("site.hours_overlap", "同一天的时段不能重叠", "The hours of a day do not overlap");

    public static readonly Error UnknownMember = Error.Invalid("member.unknown", "没有这位在职成员", "There is no such active member");
    public static readonly Error MemberExists = Error.Conflict("member.exists", "此人已是本组织成员", "This person is already a member");
    public static readonly Error LastAdministrator = Error.Conflict("member.last_administrator", "组织至少要有一位在职的管理员", "An organization keeps at least one active administrator");
    public static readonly Error SelfChange = Error.Forbidden("member.self_change", "自己的部门须由另一位管理员调整", "Another administrator must change your own department");
    public static readonly Error RoleRequired = Error.Invalid("role.required", "请至少选择一个角色", "Choose at least one role");
    public static readonly Error UnknownRole = Error.Invalid("role.unknown", "没有这个角色：{0}", "Unknown role: {0}");
    public static readonly Error RoleOfOtherKind = Error.Invalid("role.other_kind", "本组织的类型没有“{0}”这个角色", "Your kind of organization has no role “{0}”");
    public static readonly Error SelfGrant = Error.Forbidden("role.self_grant", "不能给自己增加角色，请由另一位管理员操作", "You cannot give yourself a role; another administrator must");

    public static readonly Error Email = Error.Invalid("person.email", "电子邮箱不正确", "Not an e-mail address");
    public static readonly Error PasswordLength = Error.Invalid("password.length", "密码须为 {0} 至 {1} 个字符", "A password has {0} to {1} characters");
    public static readonly Error PasswordLikeEmail = Error.Invalid("password.like_email", "密码不能与邮箱相同", "The password must differ from the e-mail address");
    public static readonly Error PasswordWrong = Error.Invalid("password.wrong", "当前密码不正确", "The present password is wrong");
    public static readonly Error SignInFailed = Error.Forbidden("sign_in.failed",
        "邮箱或密码不正确；连续 5 次不对会暂停 15 分钟", "E-mail or password is wrong; five failures pause the account for 15 minutes");
    public static readonly Error PasskeyFailed = Error.Forbidden("sign_in.passkey_failed", "通行密钥验证没有成功，请重试或改用密码", "The passkey was not accepted; try again or use your password");
    public static readonly Error SignInRequired = Error.Forbidden("sign_in.required", "请先登录并选择身份", "Sign in and choose whom you act for first");
    public static readonly Error TokenRequired = Error.Forbidden("token.required", "请求须带有效的访问令牌", "The request needs a valid access token");
    public static readonly Error LinkVoid = Error.Conflict("link.void", "链接已用过、已失效或不完整，请重新获取", "The link was used, has expired or is incomplete; please ask for a new one");
    public static readonly Error OtherPerson = Error.Forbidden("invitation.other_person", "这份邀请发给另一个邮箱，请先退出当前账号", "This invitation was sent to another address; sign out first");

    public static readonly Error ScopeRequired = Error.Invalid("api_client.scope_required", "请至少选择一项权限", "Choose at least one scope");
    public static readonly Error ScopeBeyondOwner = Error.Forbidden("api_client.scope_beyond_owner", "权限“{0}”超出所代表成员的权限", "Scope “{0}” is more than the member it acts for may do");
    public static readonly Error ActsForOther = Error.Forbidden("api_client.acts_for_other", "只有管理员可以为其他成员建立接口密钥", "Only an administrator may create an API client for another member");
    public static readonly Error NotYourClient = Error.Forbidden("api_client.not_yours", "须由所代表的成员本人确认", "The member it acts for must confirm it");
    public static readonly Error TooManyMisses = Error.TooMany("access.too_many_misses", "查找不存在的内容过于频繁，请一分钟后再试", "Too many look-ups of what is not there; try again in a minute");
}
