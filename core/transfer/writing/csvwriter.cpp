#include "core/transfer/writing/csvwriter.h"

namespace aisle {

namespace {

void appendCell(QByteArray &line, const QString &cell)
{
    auto text = cell.toUtf8();
    if (text.contains('"') || text.contains(',') || text.contains('\n') || text.contains('\r'))
        text = '"' + text.replace('"', "\"\"") + '"';
    line += text;
}

} // namespace

CsvWriter::CsvWriter(const QString &path) : m_file(path) {}

void CsvWriter::row(const QStringList &cells)
{
    QByteArray line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i)
            line += ',';
        appendCell(line, cells[i]);
    }
    m_file.write(line + '\n');
}

void CsvWriter::close()
{
    m_file.commit();
}

QString CsvWriter::safeText(const QString &text)
{
    if (text.isEmpty() || !QStringLiteral("=+-@\t\r").contains(text[0]))
        return text;
    bool isNumber = false;
    text.toDouble(&isNumber);
    return isNumber ? text : u'\'' + text;
}

} // namespace aisle
