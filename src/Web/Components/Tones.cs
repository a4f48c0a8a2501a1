namespace Hecai.Web.Components;

/// <summary>The look of a tone: its class and its icon; the word is always beside it.</summary>
public static class Tones
{
    public static string? Class(this Tone tone) => tone switch
    {
        Tone.Going => "is-going",
        Tone.Wait => "is-wait",
        Tone.Done => "is-done",
        Tone.Bad => "is-bad",
        _ => null,
    };

    public static string? TextClass(this Tone tone) => tone switch
    {
        Tone.Going => "t-going",
        Tone.Wait => "t-wait",
        Tone.Done => "t-done",
        Tone.Bad => "t-bad",
        _ => null,
    };

    public static string Icon(this Tone tone) => tone switch
    {
        Tone.Going => "circle-dot",
        Tone.Wait => "clock-hour-4",
        Tone.Done => "circle-check",
        Tone.Bad => "circle-x",
        _ => "circle",
    };
}
