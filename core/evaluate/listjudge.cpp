#include "core/evaluate/listjudge.h"

#include "core/common/lookup/sorted.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace aisle {

ListJudge::ListJudge(const std::vector<int> &cutoffs, const EvaluationContext &context, Exposing exposing,
                     const std::optional<MetricAt> &only)
    : m_cutoffs(only ? std::vector{only->k} : cutoffs)
{
    sortUnique(m_cutoffs);
    if (only) {
        addMetric(*only->metric, only->side, context);
    } else {
        for (const auto &info : metrics())
            if (exposing == Exposing::Yes || info.group == MetricGroup::Accuracy)
                addMetric(info, Side::All, context);
        if (context.nextBasket && exposing == Exposing::Yes)
            for (const auto &info : metrics())
                for (const auto side : {Side::Repeated, Side::Explored})
                    if (info.bySide)
                        addMetric(info, side, context);
        for (const auto *dialect : context.dialects)
            addDialect(*dialect);
    }
    if (!m_exposureColumns.empty())
        m_bandCounts.resize(m_cutoffs.size(), std::vector<std::uint64_t>(context.catalogueSize()));
}

void ListJudge::addMetric(const MetricInfo &info, Side side, const EvaluationContext &context)
{
    if (info.isPerUser()) {
        const auto metric = info.makeListMetric(context);
        if (metric)
            for (const int k : m_cutoffs)
                m_columns.push_back({figureName({&info, k, side}), metric, k, side});
        return;
    }
    const auto metric = info.makeExposureMetric(context);
    if (metric)
        for (std::size_t cutoff = 0; cutoff < m_cutoffs.size(); ++cutoff)
            m_exposureColumns.push_back({figureName({&info, m_cutoffs[cutoff]}), metric, cutoff});
}

void ListJudge::addDialect(const Dialect &dialect)
{
    for (const auto &metric : dialect.metrics)
        for (const int k : m_cutoffs)
            m_columns.push_back({metric.name + "@" + std::to_string(k), metric.value, k, Side::All, &dialect});
}

bool ListJudge::hasSides() const
{
    return std::ranges::any_of(m_columns, [](const Column &column) { return column.side != Side::All; });
}

void ListJudge::judge(const JudgedList &list, std::span<double> row, std::span<const JudgedList> sides) const
{
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        const auto &column = m_columns[c];
        const auto side = static_cast<std::size_t>(column.side);
        if (side == 0)
            row[c] = column.metric(list, column.k);
        else if (side <= sides.size() && sides[side - 1].relevant > 0)
            row[c] = column.metric(sides[side - 1], column.k);
        else
            row[c] = std::numeric_limits<double>::quiet_NaN();
    }
}

void ListJudge::append(std::span<const double> rows)
{
    for (std::size_t start = 0; start < rows.size(); start += m_columns.size())
        for (std::size_t c = 0; c < m_columns.size(); ++c) {
            auto &column = m_columns[c];
            const double value = rows[start + c];
            if (!column.dialect)
                column.values.push_back(static_cast<float>(value));
            if (std::isnan(value))
                continue;
            column.sum += value;
            ++column.defined;
        }
}

void ListJudge::expose(std::span<const ItemIndex> items)
{
    if (m_bandCounts.empty())
        return;
    ++m_lists;
    std::size_t band = 0;
    for (std::size_t place = 0; place < items.size(); ++place) {
        while (band < m_cutoffs.size() && place >= static_cast<std::size_t>(m_cutoffs[band]))
            ++band;
        if (band == m_cutoffs.size())
            return;
        auto &counts = m_bandCounts[band];
        if (items[place].value >= counts.size())
            for (auto &each : m_bandCounts)
                each.resize(items[place].value + std::size_t(1));
        ++counts[items[place].value];
    }
}

std::vector<Exposure> ListJudge::exposures(std::vector<std::vector<std::uint64_t>> &counts) const
{
    std::vector<Exposure> result(counts.size());
    for (std::size_t cutoff = 0; cutoff < counts.size(); ++cutoff) {
        if (cutoff > 0)
            for (std::size_t item = 0; item < counts[cutoff].size(); ++item)
                counts[cutoff][item] += counts[cutoff - 1][item];
        result[cutoff] = {m_cutoffs[cutoff], m_lists, 0, counts[cutoff]};
        for (const auto count : counts[cutoff])
            result[cutoff].shown += count;
    }
    return result;
}

std::map<std::string, double> ListJudge::means() const
{
    std::map<std::string, double> result;
    for (const auto &column : m_columns)
        if (!column.dialect && column.defined > 0)
            result[column.name] = column.sum / static_cast<double>(column.defined);
    if (m_lists == 0)
        return result;
    auto counts = m_bandCounts;
    const auto all = exposures(counts);
    for (const auto &column : m_exposureColumns) {
        const double value = column.metric(all[column.cutoff]);
        if (!std::isnan(value))
            result[column.name] = value;
    }
    return result;
}

DialectFigures ListJudge::dialectMeans() const
{
    DialectFigures result;
    for (const auto &column : m_columns) {
        if (!column.dialect)
            continue;
        auto &figures = result[column.dialect->id];
        if (column.defined > 0)
            figures[column.name] = column.sum / static_cast<double>(column.defined);
    }
    return result;
}

std::map<std::string, std::vector<float>> ListJudge::takePerList()
{
    std::map<std::string, std::vector<float>> result;
    for (auto &column : m_columns)
        if (!column.dialect && column.defined > 0)
            result[column.name] = std::move(column.values);
    return result;
}

} // namespace aisle
