#include "app/cli/rankeroptions.h"

#include "core/explore/queryencoder.h"

#include <algorithm>

namespace aisle::cli {

namespace {

bool mixes(const RankerChoice &choice)
{
    const auto &info = searchRanker(choice.ranker);
    return info.usesWords && info.usesVectors;
}

bool usesVectors(const RankerChoice &choice)
{
    return searchRanker(choice.ranker).usesVectors;
}

} // namespace

void addRankerOptions(QCommandLineParser &parser)
{
    addOption(
        parser, "alpha",
        "Of hybrid: the share of the semantic part, 0 to 1, both standardised over the catalogue (default: what words "
        "find best is ordered by both).",
        "A");
    addOption(parser, "features",
              "Of semantic and hybrid: the features that queries are brought among (default: the best of texts).",
              "NAME");
}

RankerChoice rankerOf(const Invocation &call, const QString &ranker)
{
    RankerChoice choice;
    choice.ranker = searchRanker(ranker.toStdString()).id;
    if (const auto alpha = call.number("alpha")) {
        if (!(*alpha >= 0 && *alpha <= 1))
            throw WrongUsage{QStringLiteral("--alpha is a share from 0 to 1, not %1.").arg(call.value("alpha"))};
        choice.alpha = *alpha;
    }
    return choice;
}

void useVectors(const Invocation &call, Project &project, ProductSearch &search,
                const std::vector<RankerChoice> &rankers)
{
    if (std::ranges::none_of(rankers, mixes))
        call.refuse({"alpha"}, "only hybrid mixes");
    if (std::ranges::none_of(rankers, usesVectors)) {
        call.refuse({"features"}, "lexical searches by words alone");
        return;
    }
    VectorChoice choice;
    if (call.isSet("features"))
        choice.features = call.value("features");
    choice.encoderOf = [&](const StoredFeature &feature) {
        return queryEncoderOf(project, feature, {}, {}, call.device, call.job).encode;
    };
    search.useVectors(choice, call.job);
}

QString rankerText(const RankerChoice &choice, const ProductSearch &search)
{
    auto text = QString::fromStdString(choice.ranker);
    if (mixes(choice) && choice.alpha)
        text += QStringLiteral(", alpha %1").arg(*choice.alpha);
    return usesVectors(choice) ? text + QStringLiteral(", by %1").arg(search.vectors()->name) : text;
}

} // namespace aisle::cli
