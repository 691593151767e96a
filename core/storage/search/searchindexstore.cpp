#include "core/storage/search/searchindexstore.h"

#include "core/storage/guarded.h"
#include "core/storage/sqlite/checksum.h"
#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>

namespace aisle {

namespace {

constexpr qsizetype kPieceBytes = 16 << 20;

bool isSound(SQLite::Statement &row, std::int64_t number)
{
    const auto data = row.getColumn(1);
    return row.getColumn(0).getInt64() == number && data.isBlob() &&
           row.getColumn(2).getInt64() ==
               checksumOf(QByteArray::fromRawData(static_cast<const char *>(data.getBlob()), data.getBytes()));
}

} // namespace

QString SearchIndexStore::catalogueState() const
{
    return guarded(m_project, [&] {
        SQLite::Statement row(
            m_project.database(),
            "SELECT (SELECT count(*) || ' ' || coalesce(max(id), 0) || ' ' || total(at) FROM import "
            "WHERE status = 'done') || ' ' || (SELECT coalesce(max(id), 0) || ' ' || count(*) FROM item) || "
            "' ' || coalesce((SELECT group_concat(id) FROM (SELECT id FROM item WHERE is_product = 0 ORDER BY id)), "
            "'')");
        row.executeStep();
        return columnText(row.getColumn(0));
    });
}

std::optional<QByteArray> SearchIndexStore::read(const QString &state) const
{
    return guarded(m_project, [&]() -> std::optional<QByteArray> {
        auto row = boundStatement(m_project.database(),
                                  "SELECT number, data, checksum FROM search_index WHERE catalogue = ? ORDER BY number",
                                  {state.toStdString()});
        QByteArray index;
        for (std::int64_t number = 0; row.executeStep(); ++number) {
            if (!isSound(row, number))
                return {};
            index.append(static_cast<const char *>(row.getColumn(1).getBlob()), row.getColumn(1).getBytes());
        }
        return index.isEmpty() ? std::nullopt : std::optional(index);
    });
}

void SearchIndexStore::write(const QString &state, const QByteArray &index)
{
    guarded(m_project, [&] {
        SQLite::Transaction transaction(m_project.database(), SQLite::TransactionBehavior::IMMEDIATE);
        m_project.database().exec("DELETE FROM search_index");
        SQLite::Statement insert(m_project.database(),
                                 "INSERT INTO search_index(number, catalogue, data, checksum) VALUES(?, ?, ?, ?)");
        for (qsizetype begin = 0; begin < index.size(); begin += kPieceBytes) {
            const auto piece = index.mid(begin, kPieceBytes);
            insert.bind(1, static_cast<std::int64_t>(begin / kPieceBytes));
            insert.bind(2, state.toStdString());
            insert.bindNoCopy(3, piece.constData(), static_cast<int>(piece.size()));
            insert.bind(4, checksumOf(piece));
            runOnce(insert);
        }
        transaction.commit();
    });
}

} // namespace aisle
