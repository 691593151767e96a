#include "core/transfer/importing/jointable.h"

#include "core/common/error.h"
#include "core/common/keytext.h"
#include "core/jobs/jobcontext.h"
#include "core/transfer/recognition/recognise.h"

namespace aisle {

namespace {

std::size_t positionOf(const Recipe &recipe, const QString &column, const QString &file)
{
    if (const auto position = recipe.columnCalled(column))
        return std::size_t(*position);
    throw Error("import.no-column", QT_TRANSLATE_NOOP("Error", "There is no column %1 in %2."), {column, file});
}

} // namespace

JoinTable::JoinTable(const Recipe &recipe, const ReadLimits &limits, JobContext &job)
    : m_width(recipe.joinColumns.size())
{
    const auto sources = listInputs({recipe.joinFile}, {}, limits).sources;
    if (sources.empty())
        throw Error("input.missing", QT_TRANSLATE_NOOP("Error", "There is nothing to read in %1."), {recipe.joinFile});
    const auto format = recognise(sources.front(), {}, limits).recipe;
    const auto key = positionOf(format, recipe.joinColumn, recipe.joinFile);
    std::vector<std::size_t> positions;
    for (const auto &column : recipe.joinColumns)
        positions.push_back(positionOf(format, column.column, recipe.joinFile));
    const auto reader = openRows(sources.front(), format, limits);
    for (RowBatch batch; reader->next(batch); batch.clear()) {
        job.checkpoint();
        for (const auto &row : batch.rows) {
            const auto field = [&](std::size_t i) {
                return i < row.fieldCount ? trimmedKey(batch.fields[row.firstField + i]) : std::string_view();
            };
            const auto known = m_keys.size();
            if (row.reason || field(key).empty() || m_keys.code(field(key)) < known)
                continue;
            for (const auto position : positions)
                m_values.push_back(m_texts.code(field(position)));
        }
    }
}

std::optional<std::span<const std::uint32_t>> JoinTable::find(std::string_view key) const
{
    const auto code = m_keys.find(key);
    if (!code)
        return {};
    return std::span(m_values).subspan(*code * m_width, m_width);
}

} // namespace aisle
