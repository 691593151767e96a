#include "core/common/text/delimitedtext.h"

#include "core/common/lookup/mapped.h"

#include <algorithm>

namespace aisle {

namespace {

void appendCell(QByteArray &line, const QString &cell)
{
    auto text = cell.toUtf8();
    if (text.contains('"') || text.contains(',') || text.contains('\n') || text.contains('\r'))
        text = '"' + text.replace('"', "\"\"") + '"';
    line += text;
}

bool breaks(QChar c)
{
    return (c >= u'\t' && c <= u'\r') || c == QChar(0x85) || c == QChar(0x2028) || c == QChar(0x2029);
}

QString unbroken(const QString &cell)
{
    auto text = cell;
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    std::replace_if(text.begin(), text.end(), breaks, QChar(u' '));
    return text;
}

} // namespace

QByteArray csvLine(const QStringList &cells)
{
    QByteArray line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i)
            line += ',';
        appendCell(line, cells[i]);
    }
    return line + '\n';
}

namespace {

QString tsvCell(const QString &cell)
{
    return std::none_of(cell.begin(), cell.end(), breaks) ? cell : unbroken(cell);
}

} // namespace

QString tsvLine(const QStringList &cells)
{
    return mapped<QStringList>(cells, tsvCell).join(u'\t');
}

namespace {
bool isNumber(const QString &text)
{
    bool is = false;
    text.toDouble(&is);
    return is;
}
} // namespace

QString spreadsheetSafe(const QString &text)
{
    const bool isFormula = !text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text[0]);
    return isFormula && !isNumber(text) ? u'\'' + text : text;
}

std::string_view spreadsheetPlain(std::string_view text)
{
    constexpr std::string_view kRun = "=+-@\t\r";
    return text.size() > 1 && text[0] == '\'' && kRun.find(text[1]) != kRun.npos ? text.substr(1) : text;
}

} // namespace aisle
