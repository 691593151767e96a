#pragma once
#include "core/evaluate/recordsource.h"
#include "core/jobs/jobcontext.h"

#include <QStringList>
#include <array>
#include <cstdint>
#include <deque>
#include <optional>

namespace aisle {

/// What a column of a file of lists, truth, training events or products holds.
enum class ListRole { User, Item, Rank, Score, Category, Run };
inline constexpr std::size_t kListRoles = 6;

struct ListRecord
{
    std::int64_t line = 0;
    std::vector<std::string> fields;
    bool isBlank() const { return fields.empty() || (fields.size() == 1 && fields.front().empty()); }
};

/// One of the files that `metrics` reads: settles on the first records what it is and which column is what, and names
/// lines in errors. Besides columns with or without names it knows TREC's run files ("user Q0 item rank score tag") and
/// judgements ("user 0 item relevance"), RecBole's typed names ("user_id:token"), and a list a line
/// ("user,item_1,...").
class ListTable
{
public:
    /// What a file without names has in its columns.
    using Fallback = std::vector<ListRole> (*)(std::size_t columns);
    /// Of columns that the analyst named: name or number by role; empty where nothing was said.
    using Named = std::array<std::string, kListRoles>;

    ListTable(const RecordSource &source, JobContext &job) : m_source(source), m_job(job) {}

    /// False for an empty file. @throws Error lists.no-column
    bool open(Fallback withoutHeader, const std::vector<ListRole> &needed, const Named &named = {});
    bool next();

    bool has(ListRole role) const { return m_at[static_cast<std::size_t>(role)] != kAbsent; }
    bool isWide() const { return !m_wide.empty(); }    ///< wideItems() instead of text(ListRole::Item)
    bool isTrec() const { return m_isTrec; }           ///< a run file or judgements
    bool isUnsettled() const { return m_isUnsettled; } ///< three columns: nobody says whether rank or score
    const QString &name() const { return m_source.name; }
    std::int64_t line() const { return m_record.line; }
    QString columnName(ListRole role) const;         ///< as the header has it, or "column 3"
    QStringList unusedColumns() const;               ///< names of the header that have no role
    bool knowsColumn(const std::string &name) const; ///< whether the header has it

    const std::string &text(ListRole role) const;           ///< @throws Error lists.short-row
    std::optional<double> numberIfAny(ListRole role) const; ///< absent where the text is none
    double number(ListRole role) const;                     ///< @throws Error lists.bad-number
    double rank() const;                                    ///< a whole number from 1. @throws Error lists.bad-rank
    double score() const;                                   ///< @throws Error lists.bad-number, lists.bad-score
    std::vector<std::string> wideItems() const;             ///< best first, without empty cells

private:
    static constexpr std::size_t kAbsent = ~std::size_t(0);
    std::size_t &at(ListRole role) { return m_at[static_cast<std::size_t>(role)]; }
    void lookAhead(const ListRecord &first);
    bool readsAsTrec(const std::vector<ListRole> &needed);
    void takeNames(const ListRecord &first, const Named &named);
    bool takeNumbers(const ListRecord &first, const Named &named);
    void takeWide(const ListRecord &first);
    void takeFallback(const ListRecord &first, Fallback withoutHeader, const std::vector<ListRole> &needed);
    [[noreturn]] void refuse(const std::vector<ListRole> &missing, const std::vector<ListRole> &needed) const;

    const RecordSource &m_source;
    JobContext &m_job;
    std::array<std::size_t, kListRoles> m_at{kAbsent, kAbsent, kAbsent, kAbsent, kAbsent, kAbsent};
    std::vector<std::size_t> m_wide; ///< columns of products, best first
    std::vector<std::string> m_header;
    ListRecord m_record;
    std::deque<ListRecord> m_ahead; ///< read already, to be handed out first
    std::int64_t m_records = 0;
    bool m_ended = false;
    bool m_hasHeader = false;
    bool m_isTrec = false;
    bool m_isUnsettled = false;
    bool m_splitsBlanks = false; ///< fields stand between blanks, which the file's reader did not take for separators
};

/// A decimal comma reads as a point.
std::optional<double> listNumber(const std::string &text);
/// @throws Error lists.bad-score for a score that has no place in an order
void refuseUnfinite(double score, const QString &file, std::int64_t line, const std::string &text);

} // namespace aisle
