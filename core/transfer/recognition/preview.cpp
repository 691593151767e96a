#include "core/transfer/recognition/preview.h"

#include "core/common/keytext.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/transfer/importing/eventcoder.h"

#include <QDir>
#include <cmath>

namespace aisle {

namespace {

std::optional<double> present(double number)
{
    return std::isnan(number) ? std::nullopt : std::optional(number);
}

class Previewer
{
public:
    Previewer(const InputSource &source, const Recipe &recipe, const ReadLimits &limits, std::size_t keep,
              JobContext &job)
        : m_recipe(recipe), m_keep(keep),
          m_join(recipe.joinFile.isEmpty() ? nullptr : std::make_unique<JoinTable>(recipe, limits, job)),
          m_coder(recipe, m_join.get(), QDir::tempPath(), source.displayName())
    {
    }

    void take(const RowBatch &batch, const RowBatch::Row &row)
    {
        if (m_recipe.layout != Layout::Events)
            return takePairs(batch, row);
        ++m_preview.rows;
        CodedRow coded;
        if (const auto rejection = m_coder.code(batch, row, coded))
            return reject(row.line, rejection->reason, rejection->detail);
        m_preview.guests += m_coder.isGuest();
        accept(row.line, coded);
    }

    ImportPreview finish(bool whole)
    {
        m_preview.whole = whole;
        m_preview.users = m_coder.users.size();
        m_preview.items = m_coder.items.size();
        for (std::size_t kind = 0; kind < m_kinds.size(); ++kind)
            if (m_kinds[kind] > 0)
                m_preview.kinds[m_coder.kinds()[kind].name] = m_kinds[kind];
        return std::move(m_preview);
    }

    std::int64_t rows() const { return m_preview.rows; }

private:
    void takePairs(const RowBatch &batch, const RowBatch::Row &row)
    {
        const bool named = m_recipe.layout == Layout::Adjacency;
        const auto number = std::to_string(row.line);
        auto at = row.firstField;
        const auto end = row.firstField + row.fieldCount;
        while (named && at < end && batch.fields[at].empty())
            ++at;
        const auto lineFails = [&](const char *reason) {
            ++m_preview.rows;
            reject(row.line, reason, {});
        };
        if (row.reason || (named && at == end))
            return lineFails(row.reason ? row.reason : "no-user");
        const auto user = named ? batch.fields[at++] : std::string_view(number);
        const auto before = m_preview.rows;
        for (; at < end; ++at) {
            if (m_coder.isMissing(batch.fields[at]))
                continue;
            ++m_preview.rows;
            accept(row.line, m_coder.codePair(user, batch.fields[at]));
        }
        if (m_preview.rows == before)
            lineFails("no-item");
    }

    void reject(std::int64_t line, const char *reason, std::string_view detail)
    {
        ++m_preview.rejected;
        ++m_preview.reasons[reason];
        if (m_preview.first.size() < m_keep)
            m_preview.first.push_back(
                {.line = line, .reason = QString::fromLatin1(reason), .detail = QString::fromUtf8(detail)});
    }

    void accept(std::int64_t line, const CodedRow &row)
    {
        ++m_preview.events;
        if (m_kinds.size() <= row.kind)
            m_kinds.resize(row.kind + std::size_t(1));
        ++m_kinds[row.kind];
        const auto &kind = m_coder.kinds()[row.kind];
        m_preview.negatives += row.quantity < 0;
        if (row.at != kNoTime) {
            m_preview.earliest = std::min(m_preview.earliest.value_or(row.at), row.at);
            m_preview.latest = std::max(m_preview.latest.value_or(row.at), row.at);
        }
        if (m_preview.first.size() >= m_keep)
            return;
        PreviewedEvent event{.line = line, .kind = QString::fromStdString(kind.name), .meaning = kind.meaning};
        event.user = QString::fromUtf8(m_coder.users.key(row.user));
        if (row.itemPlusOne)
            event.item = QString::fromUtf8(m_coder.items.key(row.itemPlusOne - 1));
        if (row.sessionPlusOne)
            event.session = QString::fromUtf8(m_coder.sessions.key(row.sessionPlusOne - 1));
        if (row.at != kNoTime)
            event.at = row.at;
        event.value = present(row.value);
        event.quantity = present(row.quantity);
        event.price = present(row.price);
        m_preview.first.push_back(std::move(event));
    }

    const Recipe &m_recipe;
    std::size_t m_keep;
    std::unique_ptr<JoinTable> m_join;
    EventCoder m_coder;
    std::vector<std::int64_t> m_kinds;
    ImportPreview m_preview;
};

KeyCoder readKeys(Role role, const InputSource &source, const Recipe &recipe, const ReadLimits &limits,
                  std::int64_t maxRows, JobContext &job)
{
    KeyCoder keys;
    const auto column = recipe.columnOf(role);
    if (!column)
        return keys;
    const auto reader = openRows(source, recipe, limits);
    RowBatch batch;
    std::int64_t rows = 0;
    while (rows < maxRows && reader->next(batch)) {
        for (const auto &row : batch.rows) {
            if (row.reason || static_cast<std::uint32_t>(*column) >= row.fieldCount)
                continue;
            const auto field = batch.fields[row.firstField + static_cast<std::uint32_t>(*column)];
            if (const auto key = trimmedKey(field); !key.empty())
                keys.code(key);
        }
        rows += static_cast<std::int64_t>(batch.rows.size());
        job.checkpoint();
        batch.clear();
    }
    return keys;
}

} // namespace

namespace {

KeyOverlap overlapOf(const KeyCoder &logKeys, const KeyCoder &known)
{
    constexpr qsizetype kShown = 5;
    KeyOverlap overlap{logKeys.size(), 0, {}};
    for (std::uint32_t code = 0; code < logKeys.size(); ++code) {
        if (known.find(logKeys.key(code)))
            ++overlap.found;
        else if (overlap.missing.size() < kShown)
            overlap.missing.append(QString::fromUtf8(logKeys.key(code)));
    }
    return overlap;
}

} // namespace

KeyOverlap matchKeys(Role role, const InputSource &log, const Recipe &logRecipe, const InputSource &other,
                     const Recipe &otherRecipe, const ReadLimits &limits, std::int64_t maxRows, JobContext &job)
{
    return overlapOf(readKeys(role, log, logRecipe, limits, maxRows, job),
                     readKeys(role, other, otherRecipe, limits, maxRows, job));
}

KeyOverlap matchKeys(Role role, const Project &project, const InputSource &other, const Recipe &otherRecipe,
                     const ReadLimits &limits, std::int64_t maxRows, JobContext &job)
{
    const Catalogue catalogue(project);
    KeyCoder stored;
    const auto take = [&](const auto &keys) {
        for (const auto &[id, key] : keys)
            stored.code(key);
    };
    if (role == Role::Item)
        take(catalogue.itemKeys());
    else
        take(catalogue.userKeys());
    return overlapOf(stored, readKeys(role, other, otherRecipe, limits, maxRows, job));
}

ImportPreview previewImport(const InputSource &source, const Recipe &recipe, const ReadLimits &limits,
                            std::int64_t maxRows, std::size_t keep, JobContext &job)
{
    Previewer previewer(source, recipe, limits, keep, job);
    const auto reader = openRows(source, recipe, limits);
    RowBatch batch;
    while (reader->next(batch)) {
        for (const auto &row : batch.rows) {
            if (previewer.rows() >= maxRows)
                return previewer.finish(false);
            previewer.take(batch, row);
        }
        job.checkpoint();
        batch.clear();
    }
    return previewer.finish(true);
}

} // namespace aisle
