using CsCheck;

namespace Hecai.Tests.Rules;

public class CreditCodeRules
{
    private const string Midea = "91440606722473344C";

    [Fact]
    public void All_18_vectors_are_judged_rightly()
    {
        var rows = File.ReadLines(SharedData.Path("china/uscc_test_vectors.csv")).Skip(1).Select(line => line.Split(',', 3)).ToList();
        Assert.Equal(18, rows.Count);
        Assert.All(rows, row => Assert.Equal(row[1] == "1", IsValid(row[0])));
    }

    [Fact]
    public void Each_fault_has_its_name_and_its_place()
    {
        Assert.Equal(Midea, CreditCode.Parse(Midea).ToString());
        ValueErrors.CreditCodeLength.Refuses(() => CreditCode.Parse(null));
        ValueErrors.CreditCodeLength.Refuses(() => CreditCode.Parse(" " + Midea));
        ValueErrors.CreditCodeLength.Refuses(() => CreditCode.Parse("9144060672247334"));
        Assert.Equal([18, "c"], ValueErrors.CreditCodeCharacter.Refuses(() => CreditCode.Parse("91440606722473344c")).Args);
        Assert.Equal([17, "I"], ValueErrors.CreditCodeCharacter.Refuses(() => CreditCode.Parse("9144060672247334IC")).Args);
        Assert.Equal([3, "A"], ValueErrors.CreditCodeCharacter.Refuses(() => CreditCode.Parse("91A40606722473344C")).Args);
        Assert.Equal([9, "７"], ValueErrors.CreditCodeCharacter.Refuses(() => CreditCode.Parse("91440606７22473344C")).Args);
        ValueErrors.CreditCodeChecksum.Refuses(() => CreditCode.Parse("91440606722473344D"));
    }

    [Fact]
    public void Any_single_wrong_character_is_noticed() => Gen.Select(Gen.Int[0, 17], Gen.Char["0123456789ABCDEFGHJKLMNPQRTUWXY"])
        .Where((at, character) => Midea[at] != character)
        .Sample((at, character) => !IsValid(Midea[..at] + character + Midea[(at + 1)..]));

    [Fact]
    public void Generated_codes_are_valid_fictional_and_always_the_same()
    {
        Gen.String.Sample(seed => CreditCode.Parse(CreditCode.Generate(seed).Value) == CreditCode.Generate(seed));
        Assert.StartsWith("9199", CreditCode.Generate("合采").Value);
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(n => CreditCode.Generate($"org/{n}")).Distinct().Count());
    }

    private static bool IsValid(string code)
    {
        try
        {
            return CreditCode.Parse(code).Value == code;
        }
        catch (Refused)
        {
            return false;
        }
    }
}
