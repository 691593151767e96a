#include "widgets/common/tokens.h"

namespace aisle {

namespace {

bool darkInForce = false;

QColor hex(unsigned rgb)
{
    return QColor::fromRgb(rgb);
}

} // namespace

const ThemeTokens &lightTokens()
{
    static const ThemeTokens tokens{
        .window = hex(0xf4f5f6),
        .surface = hex(0xffffff),
        .raised = hex(0xfafbfb),
        .text = hex(0x1c2125),
        .secondaryText = hex(0x59626a),
        .hairline = hex(0xdcdfe2),
        .outline = hex(0x7f878e),
        .accent = hex(0x2f3b46),
        .accentText = hex(0xffffff),
        .selection = hex(0xdde3e8),
        .good = hex(0x1a7040),
        .warning = hex(0x855500),
        .bad = hex(0xb3123a),
        .neutral = hex(0xe4e4e1),
        .runs = {hex(0x1c5fc7), hex(0xb5420b), hex(0x7a3ab8), hex(0x5f6a0a)},
        .kinds = {hex(0x2e958e), hex(0x1f817b), hex(0x146c67), hex(0x0c5350), hex(0x063a38)},
        .returns = hex(0x7c8388),
        .otherKind = hex(0x1f857f)};
    return tokens;
}

const ThemeTokens &darkTokens()
{
    static const ThemeTokens tokens{
        .window = hex(0x15181b),
        .surface = hex(0x1d2125),
        .raised = hex(0x282d32),
        .text = hex(0xe8eaec),
        .secondaryText = hex(0xa3abb3),
        .hairline = hex(0x343a40),
        .outline = hex(0x757e87),
        .accent = hex(0xd5dce3),
        .accentText = hex(0x15181b),
        .selection = hex(0x38414a),
        .good = hex(0x62c98b),
        .warning = hex(0xe0ad48),
        .bad = hex(0xff7d92),
        .neutral = hex(0x40454a),
        .runs = {hex(0x74b1ff), hex(0xff9466), hex(0xc9a2ff), hex(0xbdc74c)},
        .kinds = {hex(0xc8f3ef), hex(0x98dcd6), hex(0x6cc3bc), hex(0x45a9a2), hex(0x258e87)},
        .returns = hex(0x8b939a),
        .otherKind = hex(0x6cc3bc)};
    return tokens;
}

const ThemeTokens &tokens()
{
    return darkInForce ? darkTokens() : lightTokens();
}

void setDarkTokens(bool dark)
{
    darkInForce = dark;
}

bool areTokensDark()
{
    return darkInForce;
}

int tableRowHeight(const QFontMetrics &metrics)
{
    return metrics.height() + 10;
}

int tallRowHeight(const QFontMetrics &metrics)
{
    return metrics.height() + 16;
}

} // namespace aisle
