namespace Hecai.Tests;

/// <summary>Places that stories deliver to.</summary>
internal static class Places
{
    /// <summary>The code of Pingjiang street in Suzhou, where the bank's branch is.</summary>
    public static readonly string Pingjiang = Regions.ByPath("江苏省 苏州市 姑苏区 平江街道").Code;
}
