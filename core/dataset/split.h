#pragma once
#include "core/common/lookup/sorted.h"
#include "core/dataset/dataset.h"
#include "core/dataset/givenback.h"
#include "core/dataset/judgeable.h"
#include "core/dataset/sharedprefix.h"
#include "core/dataset/splitspec.h"
#include "core/dataset/trainingset.h"

#include <QString>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace aisle {

/// A held-out event that has a value.
struct HeldOutRating
{
    ItemIndex item{};
    float value = 0;
};

/// One request for a list whose right answer is known.
struct HeldOutCase
{
    UserIndex user{};
    SharedPrefix<Visit> input;            ///< what the recommender is told, oldest first
    bool isTrainingHistory = false;       ///< input equals what fit() saw of this shopper: a learnt row may be used
    std::vector<ItemIndex> hidden;        ///< sorted: besides the input not offered when seen items are masked
    std::vector<ItemIndex> relevant;      ///< sorted, distinct; before masking
    std::uint32_t position = 0;           ///< of each-next, else 0
    SharedPrefix<float> inputValues{};    ///< [input] NaN where absent; empty when the log has none
    std::vector<HeldOutRating> ratings{}; ///< of the relevant events that have one, in their order
};

/// [relevant] whether the input, by a visit that `hides` its product, or the hidden products already have it.
template <typename Hides>
std::vector<bool> seenRelevant(const HeldOutCase &heldOut, const Hides &hides)
{
    std::vector<bool> seen(heldOut.relevant.size());
    const auto mark = [&](ItemIndex item) {
        if (const auto place = placeIn(heldOut.relevant, item))
            seen[*place] = true;
    };
    for (const auto &visit : heldOut.input)
        if (hides(visit))
            mark(visit.item);
    for (const auto item : heldOut.hidden)
        mark(item);
    return seen;
}

enum class Targets { All, Next, EachNext };

/// The cases of the validation or the test part.
struct HeldOut
{
    std::vector<HeldOutCase> cases;
    double repeats = 0; ///< share of relevant pairs that are masked where seen products are
    /// [kinds] whether an event of the input hides its product where seen ones are masked; empty: each does.
    std::vector<bool> masking{};
};

/// A dataset divided. Every event has one part; events of kinds that are only relevant are never in Train, nor is a
/// purchase that was given back before the validation part begins. How each kind of split cuts is told in
/// partassigner.h, what returns take back in givenback.h. Thread-safe.
class Split
{
public:
    /// Deterministic in (dataset, spec, seed, rules). @throws Error split.no-time, split.no-parts, split.empty-part
    Split(std::shared_ptr<const Dataset> dataset, SplitSpec spec, std::uint64_t seed, SplitRules rules = {});
    /// The same log divided the same way, judged by other kinds. @param relevant  [kinds]
    std::shared_ptr<const Split> judgedBy(std::vector<bool> relevant) const;

    const Dataset &dataset() const { return *m_dataset; }
    bool isRelevant(std::uint8_t kind) const { return m_rules.relevant[kind]; }
    const std::vector<bool> &relevant() const { return m_rules.relevant; } ///< [kinds]
    /// What each kind that is learnt from weighs, by its name, before the lightest is made 1.
    std::map<std::string, double> kindWeights() const;
    bool isAsIn01() const { return m_rules.asIn01; }
    const GivenBack &givenBack() const { return m_givenBack; }
    Judgeable judgeable() const { return judgeableBy(*m_dataset, m_spec, m_parts, m_rules.relevant, m_givenBack); }
    /// HeldOut::masking, of which the kinds' positions are those of a run that is trained on this.
    std::vector<bool> masking() const;
    const SplitSpec &spec() const { return m_spec; }
    const std::vector<Part> &parts() const { return m_parts; } ///< [events]
    std::size_t count(Part part) const;
    /// Share of training events later than the earliest test event; 0 without time or test part.
    double leak() const;
    /// Share of training events later than their own shopper's earliest test event.
    double userLeak() const;

    /// One of the dataset's events as a recommender sees it.
    Visit visit(std::size_t event) const;
    /// Whether what is relevant of each shopper is one basket (see moments.h): a next basket is asked for, and figures
    /// tell what was bought again from what is new.
    bool asksForBaskets() const;

    /// What is learnt from. @param withHeldOut  true: everything (to show, to ship)
    std::shared_ptr<const TrainingSet> trainingSet(bool withHeldOut = false) const;
    /// Next: only the first relevant event. EachNext: one case an event with what came before it in the part added to
    /// the input; an event before which nothing is known of the shopper is no case (position counts from the first
    /// case).
    HeldOut heldOut(Part part, Targets targets) const; ///< Valid or Test; a shopper who wants nothing there has no case
    /// SHA-256 (hex) of exactly what is learnt from: keys, order of moments, kinds with their weights, times, sessions
    /// and values of the train part. Changes when and only when that does; the same log in another project has the same
    /// hash, and where each event is a moment of its own without a session that of Aisle 0.1. Computed once.
    QString dataHash() const;
    /// SHA-256 (hex) of exactly what the test part asks: each shopper's relevant products, how they fall into cases,
    /// what the input has and what is hidden, by keys. Two test parts have two hashes. Empty where nothing is held out;
    /// computed once for each.
    QString judgedHash(Targets targets) const;
    /// Products with an event in this part, ascending: of new-products those that it holds out.
    std::vector<ItemIndex> productsOf(Part part) const;

private:
    struct Cache;
    std::shared_ptr<const TrainingSet> makeTrainingSet(bool withHeldOut) const;
    QByteArray trainingBytes(std::size_t user) const;
    QByteArray eventBytes(std::size_t event) const;
    QByteArray judgedBytes(UserIndex user, Targets targets) const;
    QString makeDataHash() const;
    void check() const;
    double weightOf(std::size_t kind) const;
    std::vector<float> relativeWeights() const;
    bool isAskedFor(std::size_t event, Part part) const;
    QString makeJudgedHash(Targets targets) const;
    bool isInput(std::size_t event, Part part) const; ///< when judging this part
    struct Input;
    void addInput(std::size_t event, Input &input) const;
    void addRelevant(std::size_t event, HeldOutCase &heldOut) const;
    Input inputOf(UserIndex user, Part part) const;
    void addCases(UserIndex user, Part part, Targets targets, std::vector<HeldOutCase> &cases) const;
    void addEachNext(HeldOutCase heldOut, Part part, Input input, std::vector<HeldOutCase> &cases) const;

    std::shared_ptr<const Dataset> m_dataset;
    SplitSpec m_spec;
    std::uint64_t m_seed;
    SplitRules m_rules; ///< with `relevant`
    std::vector<Part> m_parts;
    GivenBack m_givenBack;
    std::shared_ptr<Cache> m_cache; ///< training sets in use and the hash
};

} // namespace aisle
