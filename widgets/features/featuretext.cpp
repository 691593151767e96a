#include "widgets/features/featuretext.h"

#include "core/common/keyformatter.h"
#include "widgets/commands/featurecommands.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"

#include <QCoreApplication>

namespace aisle {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(FeatureText)
};

QString counted(const QString &sentence, std::int64_t number)
{
    return Error::fill(sentence, {formatCount(number)});
}

} // namespace

QString fieldText(const QString &field)
{
    if (field == QLatin1String("title"))
        return Text::tr("title");
    if (field == QLatin1String("category"))
        return Text::tr("category");
    if (field == QLatin1String("brand"))
        return Text::tr("brand");
    if (field == QLatin1String("description"))
        return Text::tr("description");
    if (field == QLatin1String("attributes"))
        return Text::tr("other attributes");
    return field;
}

QString fieldList(const QStringList &fields)
{
    QStringList names;
    for (const auto &field : fields)
        names << fieldText(field);
    return names.join(Text::tr(", "));
}

QString encoderText(const QString &encoder)
{
    return encoder == QLatin1String(kBuiltinEncoder) ? Text::tr("the catalogue's own words") : encoder;
}

QString sourceText(const FeatureSource &source, const KeyFormatter &keys)
{
    if (source.encoder.isEmpty())
        return keys.usesPseudonyms() || source.file.isEmpty() ? Text::tr("a file")
                                                              : Text::tr("the file %1").arg(source.file);
    if (!source.columns.isEmpty())
        return Text::tr("what reviews say");
    if (source.ofPictures)
        return Text::tr("pictures by %1")
            .arg(source.encoder == QLatin1String(kBuiltinEncoder) ? Text::tr("colours and edges") : source.encoder);
    return source.fields.isEmpty() ? Text::tr("encoded by %1").arg(encoderText(source.encoder))
                                   : Text::tr("%1 by %2").arg(fieldList(source.fields), encoderText(source.encoder));
}

QString subjectText(FeatureSubject subject)
{
    return subject == FeatureSubject::Items ? Text::tr("products") : Text::tr("shoppers");
}

QString stateText(const FeatureDesk::Table &table)
{
    if (table.damage)
        return Text::tr("damaged");
    const auto &summary = table.summary;
    if (!summary.source().isWhole)
        return counted(Text::tr("not finished, %1 to go"), summary.stale);
    if (summary.stale > 0)
        return counted(Text::tr("%1 new or changed"), summary.stale);
    return summary.source().encoder.isEmpty() ? Text::tr("as imported") : Text::tr("up to date");
}

QString encodedText(const EncodingTotals &totals)
{
    return Error::fill(Text::tr("%1: %2 [product|products], %3 encoded now."),
                       {totals.feature.name, formatCount(totals.rows), formatCount(totals.encoded)});
}

QString encodedRemarks(const EncodingTotals &totals)
{
    QStringList remarks;
    if (totals.without > 0)
        remarks << counted(Text::tr("%1 [product has|products have] none of these texts and so no vector."),
                           totals.without);
    const auto unknown =
        totals.words == 0 ? 0 : static_cast<double>(totals.unknownWords) / static_cast<double>(totals.words);
    if (unknown > kManyUnknownWords)
        remarks << Text::tr("The encoder does not know %1 of the words: the catalogue's own words may say more.")
                       .arg(formatPercent(unknown, 0));
    return remarks.join(u'\n');
}

QString picturesText(const PictureTotals &totals)
{
    return Error::fill(Text::tr("%1: %2 [product|products], %3 encoded now."),
                       {totals.feature.name, formatCount(totals.rows), formatCount(totals.encoded)});
}

QString picturesRemarks(const PictureTotals &totals, const KeyFormatter &keys)
{
    const auto &found = totals.found;
    QStringList remarks;
    if (totals.unreadable > 0)
        remarks << counted(Text::tr("%1 [picture cannot|pictures cannot] be read."), totals.unreadable);
    if (totals.unreadable > 0 && !keys.usesPseudonyms())
        remarks << totals.why;
    if (found.without > 0)
        remarks << counted(Text::tr("%1 [product has|products have] no picture and so no vector."), found.without);
    if (found.unknown > 0)
        remarks << (keys.usesPseudonyms()
                        ? counted(Text::tr("%1 [picture is|pictures are] called as no product."), found.unknown)
                        : Error::fill(Text::tr("%1 [picture is|pictures are] called as no product, such as %2."),
                                      {formatCount(found.unknown), found.examples.join(Text::tr(", "))}));
    if (found.links > 0)
        remarks << counted(Text::tr("%1 [address of a picture is|addresses of pictures are] left out: nothing is "
                                    "fetched."),
                           found.links);
    return remarks.join(u'\n');
}

QString importedText(const VectorImportTotals &totals)
{
    const auto &feature = totals.seen.feature;
    const auto rows = formatCount(totals.seen.rows);
    const auto dims = formatCount(feature.dims);
    return feature.subject == FeatureSubject::Items
               ? Error::fill(Text::tr("%1: vectors of %2 [product|products], %3 [number|numbers] each."),
                             {feature.name, rows, dims})
               : Error::fill(Text::tr("%1: vectors of %2 [shopper|shoppers], %3 [number|numbers] each."),
                             {feature.name, rows, dims});
}

QString importedRemarks(const VectorImportTotals &totals, const KeyFormatter &keys)
{
    QStringList remarks;
    const auto &seen = totals.seen;
    if (seen.unknown > 0)
        remarks << (keys.usesPseudonyms()
                        ? counted(Text::tr("%1 [row meets|rows meet] no key of the project."), seen.unknown)
                        : Error::fill(Text::tr("%1 [row meets|rows meet] no key of the project, such as %2."),
                                      {formatCount(seen.unknown), seen.examples.join(Text::tr(", "))}));
    if (seen.repeated > 0)
        remarks << counted(Text::tr("%1 [row has|rows have] a key that stood before: the last counts."), seen.repeated);
    if (totals.wrongRows > 0)
        remarks << counted(Text::tr("%1 [row is|rows are] left out: no number stands where one should."),
                           totals.wrongRows);
    if (totals.byNumber)
        remarks << Text::tr("Nothing names the rows, so row n (from 0) is of the key n: name a file of keys if that is "
                            "wrong.");
    return remarks.join(u'\n');
}

} // namespace aisle
