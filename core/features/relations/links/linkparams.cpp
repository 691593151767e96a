#include "core/features/relations/links/linkparams.h"

#include "core/common/text/nearest.h"
#include "core/params/paramtable.h"

#include <algorithm>

namespace aisle {

namespace {
// Penalties and second vectors by the mean reciprocal rank on FB15k-237's validation part.
struct TransEParams : LinkParams
{
    // The softmax, to which only differences count, lets distances grow and is at its best after six epochs.
    TransEParams()
    {
        loss = "adversarial";
        margin = 9;
    }
};
struct DistMultParams : LinkParams
{
    DistMultParams()
    {
        reciprocal = true;
        l3 = .05;
    }
};
struct ComplExParams : LinkParams
{
    ComplExParams()
    {
        reciprocal = true;
        l3 = .05;
    }
};
struct RotatEParams : LinkParams
{
    RotatEParams() { l3 = .5; }
};

template <class Params>
ParamTable<Params> tableOf()
{
    return withOptimiser(
        ParamTable<Params>{}
            .add("factors", static_cast<int Params::*>(&Params::factors),
                 {QT_TRANSLATE_NOOP("Param", "Factors"),
                  QT_TRANSLATE_NOOP("Param", "Numbers of an entity's vector; a complex number is two of them, so that "
                                             "an odd one is rounded up.")},
                 {2, 4096, ParamScale::PowerOfTwo})
            .add("negatives", static_cast<int Params::*>(&Params::negatives),
                 {QT_TRANSLATE_NOOP("Param", "Negatives"),
                  QT_TRANSLATE_NOOP("Param", "Entities drawn for each batch that its answers are told apart from; 0: "
                                             "all entities (1-N scoring).")},
                 {0, 1 << 20, ParamScale::Log})
            .add("loss", static_cast<std::string Params::*>(&Params::loss),
                 {QT_TRANSLATE_NOOP("Param", "Loss"),
                  QT_TRANSLATE_NOOP("Param", "softmax: each answer against all wrong entities at once; adversarial: "
                                             "log-sigmoid with a margin, the wrong ones that score high weigh most.")},
                 {"softmax", "adversarial"})
            .add("smoothing", static_cast<double Params::*>(&Params::smoothing),
                 {QT_TRANSLATE_NOOP("Param", "Label smoothing"),
                  QT_TRANSLATE_NOOP("Param", "Of the softmax loss: probability that an answer is to leave to the wrong "
                                             "entities.")},
                 {0, .5})
            .add("margin", static_cast<double Params::*>(&Params::margin),
                 {QT_TRANSLATE_NOOP("Param", "Margin"),
                  QT_TRANSLATE_NOOP("Param", "Added to every score under the adversarial loss.")},
                 {0, 100})
            .add("temperature", static_cast<double Params::*>(&Params::temperature),
                 {QT_TRANSLATE_NOOP("Param", "Temperature"),
                  QT_TRANSLATE_NOOP("Param", "Of the adversarial loss: how much more a wrong entity weighs that scores "
                                             "higher; 0: all weigh the same.")},
                 {0, 10})
            .add("dropout", static_cast<double Params::*>(&Params::dropout),
                 {QT_TRANSLATE_NOOP("Param", "Dropout"),
                  QT_TRANSLATE_NOOP("Param", "Share of a question's vector that is set to 0 in learning.")},
                 {0, .9})
            .add("l3", static_cast<double Params::*>(&Params::l3),
                 {QT_TRANSLATE_NOOP("Param", "L3"),
                  QT_TRANSLATE_NOOP("Param", "Penalty on the cubes of the numbers of a triple's vectors (N3).")},
                 {0, 10, ParamScale::Log})
            .add("reciprocal", static_cast<bool Params::*>(&Params::reciprocal),
                 {QT_TRANSLATE_NOOP("Param", "Reciprocal relations"),
                  QT_TRANSLATE_NOOP("Param", "Each relation has a second vector for asking from the tail.")}));
}

template <class Params>
const ParamTable<Params> &table()
{
    static const auto kTable = tableOf<Params>();
    return kTable;
}
} // namespace

const std::vector<LinkMethodInfo> &linkMethods()
{
    static const std::vector<LinkMethodInfo> kMethods{
        {"transe", LinkMethod::TransE, "TransE", "A relation is a shift from heads to tails.",
         "Bordes et al., NeurIPS 2013", table<TransEParams>().schema()},
        {"distmult", LinkMethod::DistMult, "DistMult",
         "A product of three vectors; every relation counts as symmetric but for which end is asked for.",
         "Yang et al., ICLR 2015", table<DistMultParams>().schema()},
        {"complex", LinkMethod::ComplEx, "ComplEx", "A product of three complex vectors, which has a direction.",
         "Trouillon et al., ICML 2016", table<ComplExParams>().schema()},
        {"rotate", LinkMethod::RotatE, "RotatE",
         "A relation turns heads into tails: it can be symmetric, inverse to another, or composed of two.",
         "Sun et al., ICLR 2019", table<RotatEParams>().schema()},
    };
    return kMethods;
}

const LinkMethodInfo &linkMethod(const std::string &id)
{
    const auto found = std::ranges::find(linkMethods(), id, &LinkMethodInfo::id);
    if (found != linkMethods().end())
        return *found;
    QStringList known;
    for (const auto &method : linkMethods())
        known << QString::fromStdString(method.id);
    const auto asked = QString::fromStdString(id);
    throw Error("links.unknown",
                QT_TRANSLATE_NOOP("Error", "There is no link predictor %1; there are, the nearest first: %2."),
                {asked, nearestFirst(asked, known).join(QStringLiteral(", "))});
}

LinkParams readLinkParams(const LinkMethodInfo &info, const QJsonObject &given)
{
    const auto read = [&]() -> LinkParams {
        switch (info.method) {
        case LinkMethod::TransE:
            return table<TransEParams>().read(given);
        case LinkMethod::DistMult:
            return table<DistMultParams>().read(given);
        case LinkMethod::ComplEx:
            return table<ComplExParams>().read(given);
        case LinkMethod::RotatE:
            break;
        }
        return table<RotatEParams>().read(given);
    };
    auto params = read();
    if (info.method == LinkMethod::ComplEx || info.method == LinkMethod::RotatE)
        params.factors += params.factors % 2;
    return params;
}

} // namespace aisle
