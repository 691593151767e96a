#include "core/dataset/splitchoice.h"

#include "core/common/error.h"
#include "core/common/text/sentence.h"
#include "core/dataset/inventory.h"
#include "core/dataset/partassigner.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr double kLeastWeight = .001, kMostWeight = 1e6;

/// 0 is the strongest.
int strengthOf(Meaning meaning)
{
    constexpr Meaning kStrongest[] = {Meaning::Purchase, Meaning::Cart, Meaning::Favourite};
    return static_cast<int>(std::ranges::find(kStrongest, meaning) - std::begin(kStrongest));
}

/// The kinds that may be the relevant ones, the strongest first: one strength each, then all that are learnt from.
std::vector<std::vector<bool>> openTargets(const Dataset &dataset)
{
    constexpr int kStrengths = 4;
    std::vector<std::vector<bool>> choices;
    for (int strength = 0; strength < kStrengths; ++strength) {
        std::vector<bool> relevant(dataset.kinds.size());
        for (std::size_t k = 0; k < relevant.size(); ++k)
            relevant[k] = dataset.learnt[k] && strengthOf(dataset.kinds[k].meaning) == strength;
        if (std::ranges::find(relevant, true) != relevant.end())
            choices.push_back(std::move(relevant));
    }
    if (choices.size() != 1)
        choices.push_back(dataset.learnt);
    return choices;
}

/// The default of the data and what is asked of it where that is too much, in this order.
std::vector<SplitSpec> defaultSplits(const Dataset &dataset)
{
    std::vector<SplitSpec> splits{Inventory::of(dataset).defaultSplit()};
    auto fewer = splits.front();
    fewer.valid = 0;
    fewer.test = .2;
    if (fewer.kind != SplitKind::Fixed)
        splits.push_back(fewer);
    splits.push_back(SplitSpec::parse(QStringLiteral("leave-last-out")));
    splits.push_back(SplitSpec::parse(QStringLiteral("user-random:0.5,0,0.5")));
    return splits;
}

/// By names of kinds. @param words  the log's or meanings; a kind's own name says more than what it means
std::map<std::string, double> weightsOf(const std::map<std::string, double> &words, const Dataset &dataset)
{
    std::map<std::string, double> named, meant;
    for (const auto &[word, weight] : words) {
        const auto meaning = meaningFromName(word);
        bool found = false;
        for (std::size_t k = 0; k < dataset.kinds.size(); ++k) {
            const auto &kind = dataset.kinds[k];
            const bool isMeant = meaning.known && kind.meaning == meaning.meaning;
            if (!dataset.learnt[k] || (kind.name != word && !isMeant))
                continue;
            (kind.name == word ? named : meant)[kind.name] = weight;
            found = true;
        }
        if (!found)
            throw Error("weights.unknown-kind",
                        QT_TRANSLATE_NOOP("Error", "%1 has no weight, for nothing is learnt from events of that kind. "
                                                   "Learnt from are, the nearest first: %2."),
                        {QString::fromStdString(word),
                         kindsThereAre(chosenKinds(dataset, dataset.learnt), QString::fromStdString(word))});
        if (!(weight >= kLeastWeight && weight <= kMostWeight))
            throw Error("weights.range",
                        QT_TRANSLATE_NOOP("Error", "%1 cannot weigh %2: a weight lies between 0.001 and 1000000."),
                        {QString::fromStdString(word), QString::number(weight)});
    }
    named.merge(meant);
    return named;
}

class Chooser
{
public:
    Chooser(const std::shared_ptr<const Dataset> &dataset, const SplitRequest &request)
        : m_dataset(dataset), m_request(request), m_rules(request.rules),
          m_specs(request.spec ? std::vector{*request.spec} : defaultSplits(*dataset))
    {
        m_rules.kindWeights = weightsOf(request.rules.kindWeights, *dataset);
        const auto &given = request.rules.relevant;
        if (request.openTargets)
            m_targets = openTargets(*dataset);
        else
            m_targets.push_back(given.empty() ? dataset->relevant : given);
    }

    ChosenSplit choose()
    {
        if (m_specs.size() > 1 || m_targets.size() > 1)
            look();
        ChosenSplit chosen;
        chosen.adapted = m_spec > 0;
        chosen.split = std::make_shared<const Split>(m_dataset, m_specs[m_spec], m_request.seed, rules(m_target));
        if (chosen.adapted)
            chosen.usual = judgeableWith(0, m_target);
        tell(chosen);
        return chosen;
    }

private:
    SplitRules rules(std::size_t target) const
    {
        auto rules = m_rules;
        rules.relevant = m_targets[target];
        return rules;
    }

    /// Takes the first split and the strongest targets that judge enough; where none does, those that judge most.
    void look()
    {
        std::size_t most = 0;
        for (std::size_t spec = 0; spec < m_specs.size(); ++spec) {
            for (std::size_t target = 0; target < m_targets.size(); ++target) {
                const auto found = judgeableWith(spec, target);
                if (found.judged <= most && !found.isEnough())
                    continue;
                most = found.judged;
                m_spec = spec;
                m_target = target;
                if (found.isEnough())
                    return;
            }
        }
        if (most == 0) // all is left as it was asked for
            m_target = m_targets.size() - 1;
    }

    Judgeable judgeableWith(std::size_t spec, std::size_t target)
    {
        const auto &split = m_specs[spec];
        if (m_partsOf != spec || split.kind == SplitKind::LeaveLastOut) {
            m_parts = assignParts(*m_dataset, split, m_request.seed, rules(target));
            m_givenBack = givenBackBy(*m_dataset, split, m_parts);
            m_partsOf = spec;
        }
        if (split.kind == SplitKind::None) { // nothing is judged: by what there is
            const std::vector<Part> all(m_parts.size(), Part::Test);
            return judgeableBy(*m_dataset, split, all, m_targets[target], m_givenBack);
        }
        if (std::ranges::find(m_parts, Part::Train) == m_parts.end())
            return {};
        return judgeableBy(*m_dataset, split, m_parts, m_targets[target], m_givenBack);
    }

    void tell(ChosenSplit &chosen) const
    {
        const auto &split = *chosen.split;
        if (m_dataset->tooLow > 0)
            chosen.remarks << sentence("%1 [event|events] without a value of %2 or more [%1:is|are] left out "
                                       "(--min-value).",
                                       {m_dataset->tooLow, QString::number(m_dataset->filter.minValue.value_or(0))});
        if (m_request.openTargets && m_targets.size() > 1)
            chosen.remarks << QStringLiteral("Relevant when judged: %1, the strongest of what is learnt from that "
                                             "leaves enough to judge. Name others with --target-kinds.")
                                  .arg(kindNames(split.dataset(), split.relevant()));
        if (chosen.adapted)
            chosen.remarks << sentence(
                "The usual split %1 would judge too few shoppers of this log (%2 of %3, where %4 "
                "[is|are] asked for), so %5 was taken.",
                {m_specs.front().text(), chosen.usual.judged, chosen.usual.shoppers, chosen.usual.enough(),
                 split.spec().text()});
        if (split.spec().kind != SplitKind::None)
            chosen.remarks << judgedText(split.judgeable());
        if (split.givenBack().returns > 0)
            chosen.remarks << returnsText(split);
    }

    static QString returnsText(const Split &split)
    {
        const auto &givenBack = split.givenBack();
        std::size_t purchases = 0;
        for (std::size_t e = 0; e < givenBack.events.size(); ++e)
            purchases += givenBack.is(e, Known::Everything);
        const auto taking = givenBack.returns - givenBack.withoutPurchase;
        auto text = sentence("Of %1 [return|returns] %2 [takes|take] something back", {givenBack.returns, taking});
        text += purchases == 0
                    ? QStringLiteral(", and no purchase is gone whole.")
                    : sentence(": %1 [purchase is|purchases are] gone whole and neither learnt from nor relevant "
                               "(--returns keep counts [%1:it|them]).",
                               {purchases});
        if (givenBack.withoutPurchase > 0)
            text += QStringLiteral(" The others have no purchase before them and change nothing.");
        return text;
    }

    const std::shared_ptr<const Dataset> &m_dataset;
    const SplitRequest &m_request;
    SplitRules m_rules;
    std::vector<SplitSpec> m_specs;
    std::vector<std::vector<bool>> m_targets;
    std::size_t m_spec = 0, m_target = 0;
    std::vector<Part> m_parts; ///< of m_specs[m_partsOf]
    std::size_t m_partsOf = ~std::size_t(0);
    GivenBack m_givenBack;
};

} // namespace

ChosenSplit chooseSplit(const std::shared_ptr<const Dataset> &dataset, const SplitRequest &request)
{
    return Chooser(dataset, request).choose();
}

} // namespace aisle
