#pragma once
#include "core/jobs/jobcontext.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace aisle {

/// Hands out the records of a file one by one, fields as UTF-8. Whoever reads files provides it.
struct RecordSource
{
    QString name; ///< of the file, as errors call it
    /// @return the record's line, from 1; 0 at the end
    std::function<std::int64_t(std::vector<std::string> &fields)> next;
};

/// Lists that any other program made, and what was relevant. Keys are texts. A header is recognised by its names
/// (user, item, rank, score, category and their usual variants); without one the columns are in this order. A first
/// record of words above columns of numbers is a header that names nothing known, and refused.
struct ListsRequest
{
    RecordSource truth;       ///< user,item
    RecordSource lists;       ///< user,item (best first) or user,rank,item or user,item,score or user,rank,item,score
    RecordSource catalogue{}; ///< item or item,category (several by '|'); may be empty
    RecordSource train{};     ///< user,item; may be empty
    std::vector<int> cutoffs{5, 10, 20, 50, 100};
};

struct ListsEvaluation
{
    std::map<std::string, double> metrics;         ///< "NDCG@10"; what needs a catalogue or train is absent without it
    std::size_t evaluated = 0;                     ///< users of the truth
    std::size_t withoutList = 0;                   ///< of them: no list, so they count 0
    std::size_t skipped = 0;                       ///< users with a list and no truth
    std::map<std::string, std::size_t> skippedWhy; ///< "no-truth": count
    std::size_t duplicates = 0;                    ///< products that stood in a list before: the first place counts
    std::vector<std::string> users;                ///< [evaluated], in the truth's order
    std::map<std::string, std::vector<float>> perUser; ///< aligned with users
};

/// Three columns without a header are user,rank,item when the second holds 1, 2, 3, ... for every user, else
/// user,item,score. Equal scores are ordered by a fixed hash of the item's key.
/// @throws Error lists.no-column, lists.short-row, lists.bad-number, lists.bad-rank, lists.bad-score (each names the
/// file and the line), lists.no-truth, lists.no-common-key
ListsEvaluation evaluateLists(const ListsRequest &request, JobContext &job);

} // namespace aisle
