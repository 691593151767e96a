#pragma once
#include "core/features/relations/links/linkquestions.h"
#include "core/jobs/jobcontext.h"

#include <functional>

namespace aisle {

/// How well entities were ranked for both questions of each triple: filtered (other entities that are known to answer
/// a question do not stand before the one asked for), equal scores share the mean of their ranks.
struct LinkFigures
{
    double meanReciprocalRank = 0;
    double hits1 = 0, hits3 = 0, hits10 = 0; ///< share of questions whose answer stands within so many places
    std::int64_t questions = 0;              ///< two a triple
};

/// Scores of every entity for each of some questions, into [questions x entities], row-major. Higher is better.
using LinkScorer = std::function<void(std::span<const LinkQuestion> questions, float *scores)>;

/// A score that is not a number stands before all others, so that nobody gains by it.
/// @param triples  those judged, within the shape
/// @param known    all that is known to be true, the triples among it
/// @param missed   questions that nobody could answer (they name what the graph does not have): misses of all figures
LinkFigures judgeLinks(const LinkScorer &scorer, std::span<const Triple> triples, const LinkQuestions &known,
                       const LinkShape &shape, std::int64_t missed, JobContext &job);

} // namespace aisle
