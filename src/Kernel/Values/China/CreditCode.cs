using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Hecai;

/// <summary>
/// A unified social credit code 统一社会信用代码 of GB 32100-2015: registration department, kind, six digits of a region, nine characters
/// of the organization (GB 11714) and a check character. Who has one is an organization; comparing codes is comparing organizations.
/// </summary>
[JsonConverter(typeof(CreditCodeJson))]
public readonly record struct CreditCode
{
    public const int Length = 18;

    /// <summary>GB 32100: digits and capital letters without I, O, S, V and Z; the place in it is the value.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private CreditCode(string value) => Value = value;

    /// <summary>The 18 characters.</summary>
    public string Value { get; }

    /// <summary>
    /// Exactly 18 characters, capitals only, no spaces: refused with <c>credit_code.length</c>, <c>credit_code.character</c> (which names the
    /// place) or <c>credit_code.checksum</c>. A lower-case letter is refused, not corrected: codes are compared as they were registered.
    /// </summary>
    public static CreditCode Parse(string? text)
    {
        var code = text ?? "";
        if (code.Length != Length)
            throw Refused.With(ValueErrors.CreditCodeLength, code.Length);
        for (var i = 0; i < Length; i++)
            if (!Alphabet.Contains(code[i]) || (i is >= 2 and < 8 && !char.IsAsciiDigit(code[i])))
                throw Refused.With(ValueErrors.CreditCodeCharacter, i + 1, PlainText.Shown(code[i].ToString()));
        return Check(code) == code[^1] ? new(code) : throw Refused.With(ValueErrors.CreditCodeChecksum);
    }

    /// <summary>
    /// A valid code of a fictional enterprise, always the same for the same seed. Its region begins with 99, which GB/T 2260 gives to
    /// no province, so that it never is the code of a real one.
    /// </summary>
    public static CreditCode Generate(string seed)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(seed));
        var code = new StringBuilder("9199");
        for (var i = 0; i < 4; i++)
            code.Append((char)('0' + hash[i] % 10));
        for (var i = 4; i < 12; i++)
            code.Append(Alphabet[hash[i] % Alphabet.Length]);
        code.Append(OrganizationCheck(code.ToString(8, 8)));
        return new(code.Append(Check(code.ToString())).ToString());
    }

    public override string ToString() => Value ?? "";

    /// <summary>GB 32100 section 4.6 (ISO 7064 MOD 31-3): 31 − Σ value × 3^(i−1) mod 31 over the first 17 characters, 31 as 0.</summary>
    private static char Check(string code)
    {
        var (sum, weight) = (0, 1);
        for (var i = 0; i < Length - 1; i++, weight = weight * 3 % 31)
            sum += Alphabet.IndexOf(code[i]) * weight;
        return Alphabet[(31 - sum % 31) % 31];
    }

    /// <summary>GB 11714: 11 − Σ value × weight mod 11 over eight characters, where A is 10; 10 is written X and 11 as 0.</summary>
    private static char OrganizationCheck(string code)
    {
        ReadOnlySpan<int> weights = [3, 7, 9, 10, 5, 8, 4, 2];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
            sum += (char.IsAsciiDigit(code[i]) ? code[i] - '0' : code[i] - 'A' + 10) * weights[i];
        return "0123456789X0"[11 - sum % 11];
    }
}
