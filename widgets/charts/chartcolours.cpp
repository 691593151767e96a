#include "widgets/charts/chartcolours.h"

namespace aisle {

ChartPalette chartPalette(const ThemeTokens &tokens)
{
    ChartPalette palette;
    palette.background = tokens.surface.name();
    palette.text = tokens.text.name();
    palette.secondary = tokens.secondaryText.name();
    palette.grid = tokens.hairline.name();
    palette.accent = tokens.otherKind.name();
    palette.neutral = tokens.returns.name();
    for (std::size_t slot = 0; slot < palette.runs.size(); ++slot)
        palette.runs[slot] = tokens.runs[slot].name();
    for (const auto meaning : kMeanings)
        palette.kinds[static_cast<std::size_t>(meaning)] = kindColour(meaning).name();
    for (int step = 0; step <= 8; ++step)
        palette.ramp.push_back(magnitudeColour(step / 8.0).name());
    palette.difference = {differenceColour(-1).name(), differenceColour(0).name(), differenceColour(1).name()};
    return palette;
}

QBrush seriesBrush(SeriesColour colour)
{
    if (colour.means == SeriesColour::Means::Kind)
        return kindBrush(static_cast<Meaning>(colour.index));
    return seriesColour(colour);
}

QColor seriesColour(SeriesColour colour)
{
    switch (colour.means) {
    case SeriesColour::Means::Run:
        return runColour(colour.index);
    case SeriesColour::Means::Kind:
        return kindColour(static_cast<Meaning>(colour.index));
    case SeriesColour::Means::Neutral:
        return tokens().returns;
    case SeriesColour::Means::Accent:
        break;
    }
    return tokens().otherKind;
}

} // namespace aisle
