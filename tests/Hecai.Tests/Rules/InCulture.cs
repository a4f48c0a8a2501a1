using System.Globalization;

namespace Hecai.Tests.Rules;

/// <summary>Both cultures of the current test until disposed.</summary>
public sealed class InCulture : IDisposable
{
    private readonly (CultureInfo Format, CultureInfo Language) before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    public InCulture(string name) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
}
