namespace Hecai;

/// <summary>What a file of rows can be refused for, whatever its rows are about.</summary>
public static class SheetErrors
{
    public static readonly Error Format = Error.Invalid("import.format", "无法识别的文件：{0}；请用 CSV（UTF-8）、XLSX 或 JSON Lines", "Not a file that can be imported: {0}; use CSV (UTF-8), XLSX or JSON lines");
    public static readonly Error Encoding = Error.Invalid("import.encoding", "文件不是 UTF-8 编码，请另存为“CSV UTF-8”", "The file is not UTF-8; save it as “CSV UTF-8”");
    public static readonly Error Quote = Error.Invalid("import.quote", "第 {0} 行的引号没有闭合或位置不对", "Line {0} has an unclosed or misplaced quote");
    public static readonly Error Columns = Error.Invalid("import.columns", "第 {0} 行有 {1} 列，表头有 {2} 列", "Line {0} has {1} columns, the header {2}");
    public static readonly Error Header = Error.Invalid("import.header", "表头为空或重复：{0}", "The header is empty or repeats: {0}");
    public static readonly Error Missing = Error.Invalid("import.header_missing", "缺少列：{0}", "Missing column: {0}");
    public static readonly Error Unknown = Error.Invalid("import.column_unknown", "不认识的列：{0}", "Unknown column: {0}");
    public static readonly Error Formula = Error.Invalid("import.formula", "单元格是公式，请改为数值或文字", "The cell is a formula; put the value itself");
    public static readonly Error Limit = Error.Invalid("import.limit", "超出限制：{0}", "Over the limit: {0}");
    public static readonly Error Archive = Error.Invalid("import.archive", "压缩内容损坏或过大", "The compressed content is damaged or too large");
}
