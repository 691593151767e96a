#pragma once
#include "core/evaluate/dialects.h"
#include "core/evaluate/recordsource.h"
#include "core/jobs/jobcontext.h"

#include <QStringList>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

/// Which column is what, where the analyst says so: a name of the header, which counts in every file that has it, or a
/// number from 1 (of the lists; relevance: of the truth).
struct ListColumns
{
    std::string user, item, rank, score;
    std::string run;       ///< tells several lists of one user apart
    std::string relevance; ///< how much the user wanted the item
};

/// Lists that any other program made, and what was relevant. Keys are texts. A header is recognised by its names
/// (user, item, rank, score, category and their usual variants); without one the columns are in this order. A first
/// record of words above columns of numbers is a header that names nothing known, and refused. Other forms: see
/// ListTable.
struct ListsRequest
{
    RecordSource truth;       ///< user,item
    RecordSource lists;       ///< user,item (best first) or user,rank,item or user,item,score or user,rank,item,score
    RecordSource catalogue{}; ///< item or item,category (several by '|'); may be empty
    RecordSource train{};     ///< user,item; may be empty
    std::vector<int> cutoffs{5, 10, 20, 50, 100};
    ListColumns columns{};
    std::optional<double> minRelevance{}; ///< a row of the truth counts from this value on; absent: every row
    std::vector<const Dialect *> dialects{};
};

struct ListsEvaluation
{
    std::string run;                                ///< of a file that has several; else empty
    std::map<std::string, double> metrics;          ///< "NDCG@10"; what needs a catalogue or train is absent without it
    std::size_t evaluated = 0;                      ///< users of the truth
    std::size_t withoutList = 0;                    ///< of them: no list, so they count 0
    std::size_t skipped = 0;                        ///< users with a list and nothing relevant
    std::map<std::string, std::size_t> skippedWhy;  ///< "no-truth", "nothing-relevant": count
    std::size_t duplicates = 0;                     ///< products that stood in a list before: the first place counts
    std::size_t itemsNotInTruth = 0;                ///< products of the lists that are relevant to nobody
    std::optional<std::size_t> itemsNotInCatalogue; ///< absent without a catalogue
    QStringList remarks;                            ///< what was assumed, left out or looks wrong
    std::vector<std::string> users;                 ///< [evaluated], in the truth's order
    std::map<std::string, std::vector<float>> perUser; ///< aligned with users
    DialectFigures dialects;                           ///< of those that were asked for
};

/// Three columns without a header are user,rank,item when the second holds 1, 2, 3, ... for every user, else
/// user,item,score. Equal scores are ordered by a fixed hash of the item's key.
/// @return one a run, in the order of the file; one where nothing tells runs apart
/// @throws Error lists.no-column, lists.short-row, lists.bad-number, lists.bad-rank, lists.bad-score (each names the
/// file and the line), lists.two-lists, lists.no-truth, lists.no-lists, lists.no-common-key
std::vector<ListsEvaluation> evaluateListsOfRuns(const ListsRequest &request, JobContext &job);

} // namespace aisle
