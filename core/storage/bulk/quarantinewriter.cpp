#include "core/storage/bulk/quarantinewriter.h"

#include "core/storage/guarded.h"
#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace aisle {

namespace {

constexpr std::int64_t kTextsKept = 1'000'000;

/// At most `characters` code points of a UTF-8 text.
std::string_view firstCharacters(std::string_view text, std::size_t characters)
{
    if (text.size() <= characters)
        return text;
    std::size_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80 && ++seen > characters)
            return text.substr(0, i);
    }
    return text;
}

void bindText(SQLite::Statement &statement, int index, std::string_view text, std::size_t characters)
{
    statement.bind(index, std::string(firstCharacters(text, characters)));
}

constexpr auto kInsert = "INSERT INTO quarantine(import_id, file, line, text, reason, detail) VALUES(?, ?, ?, ?, ?, ?)";

} // namespace

QuarantineWriter::QuarantineWriter(const Project &project, ImportId import, const QString &file) : m_project(project)
{
    guarded(project, [&] {
        m_insert = std::make_unique<SQLite::Statement>(
            boundStatement(project.database(), kInsert, {import.value, file.toStdString()}));
    });
}

QuarantineWriter::~QuarantineWriter() = default;

void QuarantineWriter::add(const RejectedRow &row)
{
    guarded(m_project, [&] {
        const std::string reason(row.reason);
        ++m_reasons[reason];
        m_insert->bind(3, row.line);
        if (m_count++ < kTextsKept)
            bindText(*m_insert, 4, row.text, 4096);
        else
            m_insert->bind(4);
        m_insert->bind(5, reason);
        bindText(*m_insert, 6, row.detail, 256);
        runOnce(*m_insert);
    });
}

} // namespace aisle
