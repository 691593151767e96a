#include "core/transfer/writing/csvwriter.h"

#include "core/common/text/delimitedtext.h"

namespace aisle {

CsvWriter::CsvWriter(const QString &path) : m_file(path) {}

void CsvWriter::row(const QStringList &cells)
{
    m_file.write(csvLine(cells));
}

void CsvWriter::close()
{
    m_file.commit();
}

} // namespace aisle
