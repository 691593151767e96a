#include "widgets/features/graph/graphtext.h"

#include "core/common/keyformatter.h"
#include "core/features/relations/graphsource.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"

#include <QCoreApplication>
#include <numeric>

namespace aisle {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(GraphText)
};

QString counted(const QString &sentence, std::int64_t number)
{
    return Error::fill(sentence, {formatCount(number)});
}

QString fileText(const QString &file, const KeyFormatter &keys)
{
    return keys.usesPseudonyms() || file.isEmpty() ? Text::tr("a file") : Text::tr("the file %1").arg(file);
}

/// What of a file's rows were not read.
void addFile(QStringList &remarks, const ColumnFile &file, const KeyFormatter &keys)
{
    if (file.rejected == 0)
        return;
    const auto name = keys.usesPseudonyms() ? Text::tr("a file") : file.name;
    remarks << Error::fill(Text::tr("%1 of %2 [row|rows] in %3 [%1:is|are] left out."),
                           {formatCount(file.rejected), formatCount(file.rows), name});
    if (!keys.usesPseudonyms() && !file.examples.isEmpty())
        remarks.last() += u' ' + Text::tr("Such as %1").arg(file.examples.first());
}

} // namespace

QString originText(const QString &origin)
{
    if (origin == QLatin1String("import"))
        return Text::tr("import");
    if (origin == QLatin1String("social"))
        return Text::tr("pairs of shoppers");
    if (origin == QLatin1String("catalogue"))
        return Text::tr("catalogue");
    if (origin == QLatin1String("baskets"))
        return Text::tr("baskets");
    return origin == QLatin1String("hand") ? Text::tr("by hand") : origin;
}

QString buildSourceText(const QString &source)
{
    if (source == QLatin1String("category"))
        return Text::tr("categories");
    if (source == QLatin1String("brand"))
        return Text::tr("brands");
    if (source == QLatin1String("attributes"))
        return Text::tr("other attributes");
    return source == QLatin1String("title") ? Text::tr("words of titles") : source;
}

QString saidByText(const TripleSource &source, const KeyFormatter &keys)
{
    const auto detail = GraphSource::of(source);
    switch (source.origin) {
    case TripleOrigin::Import:
        return fileText(detail.file, keys);
    case TripleOrigin::Social:
        return Text::tr("pairs of shoppers in %1").arg(fileText(detail.file, keys));
    case TripleOrigin::Catalogue:
        return Text::tr("catalogue: %1").arg(buildSourceText(detail.from));
    case TripleOrigin::Baskets:
        return detail.split.isEmpty()
                   ? Text::tr("baskets of all events")
                   : Text::tr("baskets of the training part of %1, seed %2").arg(detail.split).arg(detail.seed);
    case TripleOrigin::Hand:
        break;
    }
    return Text::tr("by hand");
}

QString graphCountsText(const GraphCounts &counts, std::int64_t products)
{
    return Error::fill(Text::tr("%1 [triple|triples] of %2 [relation|relations] between %3 [entity|entities]; %4 of %5 "
                                "[product|products] [%4:stands|stand] in it"),
                       {formatCount(counts.triples), formatCount(counts.relations), formatCount(counts.entities),
                        formatCount(counts.products), formatCount(products)});
}

QString graphImportedText(const GraphImported &done)
{
    if (!done.source)
        return Text::tr("An import said all of this before: the graph is as it was.");
    return Error::fill(Text::tr("%1 new [triple|triples], %2 there already."),
                       {formatCount(done.created), formatCount(done.already)});
}

QString graphImportedRemarks(const GraphImported &done, const KeyFormatter &keys)
{
    QStringList remarks;
    addFile(remarks, done.tripleFile, keys);
    for (const auto *file : {&done.entityFile, &done.relationFile, &done.linkFile})
        if (*file)
            addFile(remarks, **file, keys);
    if (done.repeated > 0)
        remarks << counted(Text::tr("%1 [row repeats|rows repeat] a triple of the same file."), done.repeated);
    if (done.waiting > 0)
        remarks << counted(
            Text::tr("%1 [key is|keys are] not the project's: [%1:its tie waits|their ties wait] until a "
                     "log or catalogue brings [%1:it|them]."),
            done.waiting);
    if (done.linkedWithoutTriple > 0)
        remarks << counted(Text::tr("%1 [linked entity stands|linked entities stand] in no triple of the file."),
                           done.linkedWithoutTriple);
    if (done.sameNames > 0)
        remarks << counted(
            Text::tr("%1 [entity has a product's key for its name|entities have products' keys for their "
                     "names]; nothing ties them: a file of links does, or the choice in the import."),
            done.sameNames);
    return remarks.join(u'\n');
}

QString graphBuiltText(const GraphBuilt &done)
{
    const auto all = std::accumulate(done.relations.begin(), done.relations.end(), std::int64_t(0),
                                     [](auto sum, const auto &relation) { return sum + relation.triples; });
    return Error::fill(Text::tr("The graph has %1 [triple|triples] of %2 [product|products] of the catalogue."),
                       {formatCount(all), formatCount(done.products)});
}

QString graphBuiltRemarks(const GraphBuilt &done)
{
    QStringList remarks;
    if (done.without > 0)
        remarks << counted(Text::tr("%1 [product has|products have] nothing to build from."), done.without);
    if (done.single > 0)
        remarks << counted(Text::tr("%1 [value of an attribute is|values of attributes are] left out, being of one "
                                    "product only."),
                           done.single);
    if (done.tooLong > 0)
        remarks << counted(Text::tr("%1 [value is|values are] left out, being texts of more than 100 bytes."),
                           done.tooLong);
    if (done.goesWith && done.goesWith->pairs.empty())
        remarks << counted(Text::tr("No two products go together: %1 [basket has|baskets have] two or more."),
                           done.goesWith->baskets);
    if (done.goesWith && done.goesWith->split.isEmpty())
        remarks << Text::tr(
            "What goes with what is learnt from all events, so a run that is judged on some of them has "
            "seen them in this graph.");
    return remarks.join(u'\n');
}

} // namespace aisle
