#pragma once
#include "core/evaluate/dialects.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace aisle {

/// Gathers the figures of many lists at all cut-offs: per-list metrics as one row of values a list, exposure metrics
/// from counts. Memory is [lists x columns] floats and [items x cut-offs] counts.
class ListJudge
{
public:
    enum class Exposing { Yes, No }; ///< No: sampled candidates, where only accuracy means something

    /// @param only  one figure ("NDCG@10"), or empty for every metric at every cut-off
    ListJudge(const std::vector<int> &cutoffs, const EvaluationContext &context, Exposing exposing,
              const std::optional<MetricAt> &only = {});

    int longestCutoff() const { return m_cutoffs.empty() ? 0 : m_cutoffs.back(); }
    std::size_t columns() const { return m_columns.size(); }

    bool hasSides() const; ///< judge() asks for them
    /// The row of one list. Thread-safe.
    /// @param row    [columns]
    /// @param sides  [2] the list against the Repeated and the Explored relevant products, of which there may be none
    void judge(const JudgedList &list, std::span<double> row, std::span<const JudgedList> sides = {}) const;
    /// Keeps rows. @param rows  [lists x columns]
    void append(std::span<const double> rows);
    /// Counts what one list shows; nothing happens without exposure metrics.
    void expose(std::span<const ItemIndex> items);

    std::map<std::string, double> means() const; ///< of all figures; a figure that no list defines is absent
    DialectFigures dialectMeans() const;         ///< of the dialects that the context asks for
    std::map<std::string, std::vector<float>> takePerList();

private:
    struct Column
    {
        std::string name;
        ListMetric metric;
        int k;
        Side side = Side::All;
        const Dialect *dialect = nullptr; ///< whose definition; null: ours
        double sum = 0;
        std::size_t defined = 0;
        std::vector<float> values{};
    };
    struct ExposureColumn
    {
        std::string name;
        ExposureMetric metric;
        std::size_t cutoff; ///< position in m_cutoffs
    };
    void addMetric(const MetricInfo &info, Side side, const EvaluationContext &context);
    void addDialect(const Dialect &dialect);
    std::vector<Exposure> exposures(std::vector<std::vector<std::uint64_t>> &counts) const;

    std::vector<int> m_cutoffs; ///< ascending, distinct
    std::vector<Column> m_columns;
    std::vector<ExposureColumn> m_exposureColumns;
    std::vector<std::vector<std::uint64_t>>
        m_bandCounts; ///< [cut-offs][items]: shown between the cut-off before and this
    std::size_t m_lists = 0;
};

} // namespace aisle
