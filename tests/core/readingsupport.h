#pragma once
#include "core/common/error.h"
#include "core/transfer/recognition/recognise.h"
#include "tests/support/errorof.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace aisle::test {

inline InputSource written(const QTemporaryDir &dir, const QString &name, const QByteArray &bytes)
{
    QFile file(dir.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write a temporary file");
    return {file.fileName(), {}, bytes.size(), bytes.size()};
}

struct ReadRow
{
    std::int64_t line = 0;
    QStringList fields;
    QString reason;
};

inline std::vector<ReadRow> readAll(const InputSource &source, const Recipe &recipe, const ReadLimits &limits = {})
{
    std::vector<ReadRow> rows;
    const auto reader = openRows(source, recipe, limits);
    RowBatch batch;
    while (reader->next(batch))
        for (const auto &row : batch.rows) {
            ReadRow &out = rows.emplace_back();
            out.line = row.line;
            out.reason = QString::fromLatin1(row.reason ? row.reason : "");
            for (std::uint32_t i = 0; i < row.fieldCount; ++i) {
                const auto field = batch.fields[row.firstField + i];
                out.fields << QString::fromUtf8(field.data(), qsizetype(field.size()));
            }
        }
    return rows;
}

} // namespace aisle::test
