#include "widgets/text/recommendertext.h"
#include "widgets/text/errortext.h"

#include <QCoreApplication>
#include <algorithm>

namespace aisle {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RecommenderText)
};

struct NeedText
{
    Need need;
    const char *name;
    const char *missing;
};

constexpr NeedText kNeeds[]{
    {Need::Times, QT_TRANSLATE_NOOP("Need", "times"), QT_TRANSLATE_NOOP("Need", "This log has no times.")},
    {Need::Text, QT_TRANSLATE_NOOP("Need", "titles"),
     QT_TRANSLATE_NOOP("Need", "The products have no titles: import a catalogue.")},
    {Need::Attributes, QT_TRANSLATE_NOOP("Need", "attributes of products"),
     QT_TRANSLATE_NOOP("Need", "The products have no attributes: import a catalogue.")},
    {Need::Ratings, QT_TRANSLATE_NOOP("Need", "ratings"), QT_TRANSLATE_NOOP("Need", "This log has no ratings.")},
    {Need::Links, QT_TRANSLATE_NOOP("Need", "links between shoppers"),
     QT_TRANSLATE_NOOP("Need", "The shoppers have no links to each other.")},
    {Need::Runs, QT_TRANSLATE_NOOP("Need", "kept runs"),
     QT_TRANSLATE_NOOP("Need", "It works on other runs: train some first.")},
    {Need::Graph, QT_TRANSLATE_NOOP("Need", "a knowledge graph"),
     QT_TRANSLATE_NOOP("Need", "No product stands in a knowledge graph: `aisle-cli graph` imports or builds one.")},
    {Need::Images, QT_TRANSLATE_NOOP("Need", "pictures"), QT_TRANSLATE_NOOP("Need", "The products have no pictures.")}};

const NeedText &textOf(Need need)
{
    return *std::ranges::find(kNeeds, need, &NeedText::need);
}

struct Choice
{
    const char *value;
    const char *text;
};

/// Words that several recommenders share, and those of one of them.
constexpr Choice kChoices[]{
    {"events", QT_TRANSLATE_NOOP("Choice", "events")},
    {"shoppers", QT_TRANSLATE_NOOP("Choice", "shoppers")},
    {"auto", QT_TRANSLATE_NOOP("Choice", "follows the data")},
    {"none", QT_TRANSLATE_NOOP("Choice", "none")},
    {"softmax", QT_TRANSLATE_NOOP("Choice", "full softmax")},
    {"sampled", QT_TRANSLATE_NOOP("Choice", "sampled softmax")},
    {"bce", QT_TRANSLATE_NOOP("Choice", "binary cross-entropy")},
    {"gbce", QT_TRANSLATE_NOOP("Choice", "gBCE")},
    {"bpr-max", QT_TRANSLATE_NOOP("Choice", "BPR-max")},
    {"constant", QT_TRANSLATE_NOOP("Choice", "constant")},
    {"cosine", QT_TRANSLATE_NOOP("Choice", "cosine")},
    {"plateau", QT_TRANSLATE_NOOP("Choice", "on a plateau")},
    {"jaccard", QT_TRANSLATE_NOOP("Choice", "Jaccard")},
    {"pearson", QT_TRANSLATE_NOOP("Choice", "Pearson")},
    {"adjusted-pearson", QT_TRANSLATE_NOOP("Choice", "adjusted Pearson")},
    {"tf-idf", QT_TRANSLATE_NOOP("Choice", "TF-IDF")},
    {"bm25", QT_TRANSLATE_NOOP("Choice", "BM25")},
    {"reciprocal-rank", QT_TRANSLATE_NOOP("Choice", "reciprocal ranks")},
    {"score", QT_TRANSLATE_NOOP("Choice", "scores")},
    {"vectors", QT_TRANSLATE_NOOP("Choice", "vectors")},
    {"categories", QT_TRANSLATE_NOOP("Choice", "categories")},
    {"sgd", QT_TRANSLATE_NOOP("Choice", "gradient descent")},
    {"als", QT_TRANSLATE_NOOP("Choice", "alternating least squares")},
    {"gru", QT_TRANSLATE_NOOP("Choice", "GRU")},
    {"lstm", QT_TRANSLATE_NOOP("Choice", "LSTM")},
    {"linear", QT_TRANSLATE_NOOP("Choice", "linear")},
    {"second", QT_TRANSLATE_NOOP("Choice", "second order")},
    {"third", QT_TRANSLATE_NOOP("Choice", "third order")},
    {"sum", QT_TRANSLATE_NOOP("Choice", "of their own and of features")},
    {"frozen", QT_TRANSLATE_NOOP("Choice", "of features alone")},
    {"start", QT_TRANSLATE_NOOP("Choice", "begin as features")},
};

} // namespace

const RecommenderInfo *findRecommender(const std::string &id)
{
    const auto &all = recommenders();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto &info) { return info.id == id; });
    return found == all.end() ? nullptr : &*found;
}

QString whyNotTrainable(const RecommenderInfo &info, const DataFacts &facts)
{
    for (const auto need : info.needs) {
        const bool isInVectors = need == Need::Text && info.traits.takesItemFeatures && facts.hasItemFeatures();
        if (!facts.inventory.has(need) && !isInVectors)
            return coreText("Need", textOf(need).missing);
    }
    return {};
}

QString needsText(const RecommenderInfo &info)
{
    QStringList names;
    for (const auto need : info.needs)
        names.append(coreText("Need", textOf(need).name));
    QStringList sentences;
    if (!names.isEmpty())
        sentences << Text::tr("Needs %1.").arg(QLocale().createSeparatedList(names));
    if (info.traits.takesItemFeatures)
        sentences << (info.traits.takesUserFeatures ? Text::tr("Takes features of products and shoppers.")
                                                    : Text::tr("Takes features of products."));
    return sentences.join(u' ');
}

QString coldStartText(const Traits &traits)
{
    if (!traits.personal)
        return Text::tr("The same list for every shopper.");
    const auto shopper = traits.newShopper == ColdStart::FoldIn ? Text::tr("New shoppers: from their history at once.")
                         : traits.newShopper == ColdStart::Content
                             ? Text::tr("New shoppers: from what is known of them.")
                             : Text::tr("New shoppers: the most popular products.");
    const auto item = traits.newItem == ColdStart::Content  ? Text::tr("New products: by their attributes.")
                      : traits.newItem == ColdStart::FoldIn ? Text::tr("New products: from their first events.")
                      : traits.takesItemFeatures
                          ? Text::tr("New products: by chosen features, else not before the next training.")
                          : Text::tr("New products: not offered before the next training.");
    return Text::tr("%1 %2").arg(shopper, item);
}

QString choiceText(const std::string &choice)
{
    for (const auto &known : kChoices) {
        if (choice == known.value)
            return coreText("Choice", known.text);
    }
    if (const auto *recommender = findRecommender(choice))
        return coreText("Recommender", recommender->name);
    return QString::fromStdString(choice);
}

} // namespace aisle
