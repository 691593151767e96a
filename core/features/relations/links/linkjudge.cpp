#include "core/features/relations/links/linkjudge.h"

#include "core/common/parallel.h"
#include "core/features/relations/links/linkkernels.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace aisle {

namespace {
/// Ranks of the answers asked for among the scores of all entities, where those of `known` count for nobody else.
void rankAnswers(float *scores, std::size_t entities, std::span<const std::uint32_t> known,
                 std::span<const std::uint32_t> asked, double *ranks)
{
    std::vector<float> wanted;
    for (const auto answer : asked)
        wanted.push_back(scores[answer]);
    for (const auto answer : known)
        scores[answer] = -std::numeric_limits<float>::infinity();
    for (std::size_t a = 0; a < asked.size(); ++a) {
        const auto [before, level] = std::isfinite(wanted[a]) ? kernels::countBefore(scores, entities, wanted[a])
                                                              : kernels::ScoreStanding{.before = entities, .level = 0};
        ranks[a] = 1 + static_cast<double>(before) + static_cast<double>(level) / 2;
    }
}

LinkFigures figuresOf(const std::vector<double> &ranks, std::int64_t missed)
{
    LinkFigures figures{.questions = static_cast<std::int64_t>(ranks.size()) + missed};
    for (const double rank : ranks) {
        figures.meanReciprocalRank += 1 / rank;
        figures.hits1 += rank <= 1 ? 1 : 0;
        figures.hits3 += rank <= 3 ? 1 : 0;
        figures.hits10 += rank <= 10 ? 1 : 0;
    }
    const auto count = static_cast<double>(std::max<std::int64_t>(1, figures.questions));
    for (auto *figure : {&figures.meanReciprocalRank, &figures.hits1, &figures.hits3, &figures.hits10})
        *figure /= count;
    return figures;
}
} // namespace

LinkFigures judgeLinks(const LinkScorer &scorer, std::span<const Triple> triples, const LinkQuestions &known,
                       const LinkShape &shape, std::int64_t missed, JobContext &job)
{
    const LinkQuestions asked({triples}, shape);
    std::vector<std::size_t> begin{0};
    std::vector<LinkQuestion> questions;
    for (std::size_t q = 0; q < asked.size(); ++q) {
        questions.push_back(asked.question(q));
        begin.push_back(begin.back() + asked.answers(q).size());
    }
    constexpr std::size_t kBlockNumbers = 4 << 20;
    const auto block = std::clamp<std::size_t>(kBlockNumbers / std::max<std::size_t>(1, shape.entities), 1, 512);
    std::vector<double> ranks(begin.back());
    std::vector<float> scores(std::min(block, asked.size()) * shape.entities);
    for (std::size_t first = 0; first < asked.size(); first += block) {
        job.checkpoint();
        job.progress(static_cast<double>(first) / static_cast<double>(asked.size()), QStringLiteral("judging"));
        const auto count = std::min(block, asked.size() - first);
        scorer(std::span(questions).subspan(first, count), scores.data());
        parallelFor(count, 4, [&](std::size_t from, std::size_t to, int) {
            for (auto q = from; q < to; ++q)
                rankAnswers(scores.data() + q * shape.entities, shape.entities, known.answersTo(questions[first + q]),
                            asked.answers(first + q), ranks.data() + begin[first + q]);
        });
    }
    return figuresOf(ranks, missed);
}

} // namespace aisle
