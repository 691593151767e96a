#include "core/transfer/recognition/orderheads.h"

#include "core/transfer/reading/headernames.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr std::int64_t kFewestHeads = 2;

bool isOfOrder(Role role)
{
    return role == Role::User || role == Role::Time || role == Role::TimeOfDay || role == Role::Kind ||
           role == Role::Session || role == Role::UserField || role == Role::Context;
}

class HeadFinder
{
public:
    HeadFinder(const Columns &columns, const SampleRows &sample, std::size_t firstRow, const QStringList &missing)
        : m_columns(columns), m_sample(sample), m_firstRow(firstRow)
    {
        for (const auto &word : missing)
            m_missing.push_back(word.toStdString());
    }

    std::optional<OrderHeads> run()
    {
        const auto session = positionOf(Role::Session);
        if (session && m_columns[*session].profile.filled == m_columns[*session].profile.rows)
            findWithin(*session);
        else
            findTogether();
        if (m_found.columns.isEmpty())
            return {};
        m_found.rows = *std::max_element(m_found.filled.begin(), m_found.filled.end());
        return std::move(m_found);
    }

private:
    std::optional<std::size_t> positionOf(Role role) const { return aisle::positionOf(role, m_columns); }
    std::string_view cell(std::size_t row, std::size_t column) const
    {
        const auto text = trimmed(m_sample.field(m_sample.rows[row], column));
        return std::find(m_missing.begin(), m_missing.end(), text) == m_missing.end() ? text : std::string_view();
    }
    bool hasBlanks(std::size_t column) const
    {
        const auto &profile = m_columns[column].profile;
        return isOfOrder(m_columns[column].role) && profile.filled > 0 && profile.filled < profile.rows;
    }
    void add(std::size_t column, std::int64_t filled)
    {
        m_found.columns << m_columns[column].name;
        m_found.filled.push_back(filled);
    }
    /// Every line has its order's key.
    void findWithin(std::size_t session)
    {
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            if (i == session || !hasBlanks(i))
                continue;
            std::int64_t heads = 0, others = 0, filled = 0;
            for (auto row = m_firstRow; row < m_sample.rows.size();) {
                const auto first = row;
                std::int64_t later = 0;
                while (++row < m_sample.rows.size() && cell(row, session) == cell(first, session))
                    later += !cell(row, i).empty();
                if (row - first < 2)
                    continue;
                const bool isHead = !cell(first, i).empty() && later == 0;
                heads += isHead;
                others += later > 0;
                filled += isHead ? std::int64_t(row - first) - 1 : 0;
            }
            if (heads >= kFewestHeads && others * 10 <= heads)
                add(i, filled);
        }
        if (!m_found.columns.isEmpty())
            m_found.orderColumn = m_columns[session].name;
    }
    /// The shopper, and the order's key or time with it, are blank in the same lines, which have a product.
    void findTogether()
    {
        const auto user = positionOf(Role::User), item = positionOf(Role::Item);
        if (!user || !item || !hasBlanks(*user) || m_sample.rows.size() <= m_firstRow ||
            cell(m_firstRow, *user).empty())
            return;
        std::int64_t blank = 0;
        std::vector<std::int64_t> with(m_columns.size()), alone(m_columns.size());
        for (auto row = m_firstRow; row < m_sample.rows.size(); ++row) {
            if (cell(row, *item).empty())
                continue;
            const bool isBlank = cell(row, *user).empty();
            blank += isBlank;
            for (std::size_t i = 0; i < m_columns.size(); ++i)
                if (cell(row, i).empty())
                    ++(isBlank ? with : alone)[i];
        }
        if (blank < kFewestHeads)
            return;
        const auto joins = [&](std::size_t i) {
            return hasBlanks(i) && with[i] * 100 >= blank * 98 && alone[i] * 50 <= blank;
        };
        const auto session = positionOf(Role::Session), time = positionOf(Role::Time);
        if (!(session && joins(*session)) && !(time && joins(*time)))
            return;
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            if (joins(i))
                add(i, with[i]);
    }

    const Columns &m_columns;
    const SampleRows &m_sample;
    std::size_t m_firstRow;
    std::vector<std::string> m_missing;
    OrderHeads m_found;
};

} // namespace

std::optional<OrderHeads> findOrderHeads(const Columns &columns, SampleRows &sample, std::size_t firstRow,
                                         const QStringList &missing)
{
    if (auto found = HeadFinder(columns, sample, firstRow, missing).run())
        return found;
    const auto turn = [&] { std::reverse(sample.rows.begin() + std::ptrdiff_t(firstRow), sample.rows.end()); };
    if (sample.rows.size() <= firstRow)
        return {};
    turn();
    auto found = HeadFinder(columns, sample, firstRow, missing).run();
    turn();
    if (found)
        found->areBelow = true;
    return found;
}

} // namespace aisle
