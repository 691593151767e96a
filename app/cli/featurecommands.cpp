#include "app/cli/command.h"
#include "app/cli/reviewcommand.h"
#include "app/cli/runanswers.h"
#include "core/common/error.h"
#include "core/common/keyformatter.h"
#include "core/common/text/sentence.h"
#include "core/explore/queryencoder.h"
#include "core/features/catalogueencoding.h"
#include "core/features/encoders/images/preprocess.h"
#include "core/features/encoders/text/encoderfolder.h"
#include "core/features/featuresummary.h"
#include "core/features/pictureencoding.h"
#include "core/runs/features/runencoder.h"
#include "core/runs/runstore.h"
#include "core/storage/catalogue.h"
#include "core/storage/project.h"

#include <QFileInfo>
#include <QJsonArray>

namespace aisle::cli {

namespace {

FeatureSubject subjectOf(const Invocation &call)
{
    const auto subject = subjectFromName(call.value("of"));
    if (!subject)
        throw WrongUsage{QStringLiteral("--of is items or users, not %1.").arg(call.value("of"))};
    return *subject;
}

QString nameIn(const Invocation &call)
{
    if (call.arguments.size() < 3)
        throw WrongUsage{
            QStringLiteral("Name the features: `aisle-cli features PROJECT %1 NAME`.").arg(call.arguments[1])};
    return call.arguments[2];
}

QString sourceText(const Invocation &call, const FeatureSummary &feature)
{
    if (!feature.table)
        return QStringLiteral("catalogue");
    auto source = feature.source();
    source.file = hideable(call, source.file);
    return source.isWhole ? source.text() : source.text() + QStringLiteral(", not finished");
}

QJsonObject listed(const Invocation &call, const FeatureSummary &feature)
{
    return {{QStringLiteral("name"), feature.name},
            {QStringLiteral("of"), QString::fromLatin1(subjectName(feature.subject))},
            {QStringLiteral("type"), QString::fromLatin1(typeName(feature.type))},
            {QStringLiteral("dims"), feature.dims},
            {QStringLiteral("rows"), static_cast<qint64>(feature.rows)},
            {QStringLiteral("coverage"), feature.coverage()},
            {QStringLiteral("source"), sourceText(call, feature)},
            {QStringLiteral("stale"), feature.stale > 0},
            {QStringLiteral("stale_rows"), static_cast<qint64>(feature.stale)}};
}

QStringList listedRow(const Invocation &call, const FeatureSummary &feature)
{
    return {feature.name,
            QString::fromLatin1(subjectName(feature.subject)),
            QString::fromLatin1(typeName(feature.type)),
            count(feature.dims),
            count(feature.rows),
            percent(feature.coverage()),
            sourceText(call, feature),
            feature.stale > 0 ? count(feature.stale) : QString()};
}

Answer list(const Invocation &call)
{
    takeNoMore(call, 2);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadOnly);
    QJsonArray json;
    std::vector<QStringList> rows;
    for (const auto &feature : featureSummaries(*project, call.job)) {
        json.append(listed(call, feature));
        rows.push_back(listedRow(call, feature));
    }
    const auto text = rows.empty()
                          ? QStringLiteral("Nothing is known of products or shoppers but their keys and events.\n")
                          : table({QStringLiteral("name"), QStringLiteral("of"), QStringLiteral("type"),
                                   QStringLiteral("dims"), QStringLiteral("rows"), QStringLiteral("coverage"),
                                   QStringLiteral("source"), QStringLiteral("stale rows")},
                                  rows);
    return {{{QStringLiteral("features"), json}}, text};
}

QStringList importRemarks(const Invocation &call, const FeatureImport &seen, const VectorFile &file)
{
    QStringList remarks;
    if (seen.unknown > 0)
        remarks << sentence("%1 [row meets|rows meet] no key of the project (such as %2).",
                            {seen.unknown, hideable(call, seen.examples.join(QStringLiteral(", ")))});
    if (seen.repeated > 0)
        remarks << sentence("%1 [row has|rows have] a key that stood before: the last counts.", {seen.repeated});
    if (file.wrongRows > 0)
        remarks << sentence("%1 [row is|rows are] left out: no number stands where one should (%2).",
                            {file.wrongRows, hideable(call, file.firstWrong)});
    if (file.byNumber)
        remarks << QStringLiteral("Nothing names the rows, so row n (from 0) is of the key n: name a file of keys "
                                  "(--keys) if that is wrong.");
    return remarks;
}

Answer import(const Invocation &call)
{
    const auto name = nameIn(call);
    if (call.arguments.size() < 4)
        throw WrongUsage{QStringLiteral("Name the file: `aisle-cli features PROJECT import %1 FILE`.").arg(name)};
    takeNoMore(call, 4);
    const auto subject = subjectOf(call);
    const auto path = call.arguments[3];
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    const auto file = readVectors(
        path, {.column = call.value("key"), .file = call.value("keys"), .tensor = call.value("tensor")}, {}, call.job);
    const auto seen = importFeatures(*project, name, subject, path, file, call.job);
    return {{{QStringLiteral("name"), name},
             {QStringLiteral("of"), QString::fromLatin1(subjectName(subject))},
             {QStringLiteral("dims"), file.dims},
             {QStringLiteral("rows"), static_cast<qint64>(seen.rows)},
             {QStringLiteral("unknown"), static_cast<qint64>(seen.unknown)},
             {QStringLiteral("repeated"), static_cast<qint64>(seen.repeated)},
             {QStringLiteral("rejected"), static_cast<qint64>(file.wrongRows)},
             {QStringLiteral("coverage"),
              static_cast<double>(seen.rows) / static_cast<double>(subjectCount(*project, subject))},
             {QStringLiteral("remarks"), QJsonArray::fromStringList(importRemarks(call, seen, file))}},
            sentence("Features \"%1\": %2 [vector|vectors] of %3 [number|numbers].\n", {name, seen.rows, file.dims})};
}

/// What --encoder means when it is a number.
std::optional<RunId> runOfEncoder(const QString &encoder)
{
    bool isNumber = false;
    const RunId run(encoder.toLongLong(&isNumber));
    return isNumber ? std::optional(run) : std::nullopt;
}

EncodingTotals encodedBy(const Invocation &call, Project &project, const QString &name, const QStringList &fields)
{
    CatalogueEncoding encoding{.name = name, .fields = fields, .encoder = call.value("encoder")};
    if (encoding.isBuiltin())
        encoding.dims = call.countOf("dims", kUsualWordDims, 2, kMostWordDims);
    else
        call.refuse({"dims"}, "an encoder's vectors have the length that they have");
    const auto run = runOfEncoder(encoding.encoder);
    try {
        return run ? encodeCatalogue(project, name, fields,
                                     encoderOf(encoderOfRun(project, *run, call.job), call.device), call.job)
                   : aisle::encode(project, encoding, call.device, call.job);
    } catch (const Cancelled &) {
        if (encoding.isBuiltin())
            throw;
        throw CancelledSaying(QStringLiteral("Cancelled; what was encoded stays, and the same command goes on."));
    }
}

/// --preprocess, as far as it is one.
QString preprocessOf(const Invocation &call)
{
    const auto preprocess = call.value("preprocess");
    if (call.isSet("preprocess") && !preprocessNames().contains(preprocess))
        throw WrongUsage{QStringLiteral("--preprocess is one of %1, not %2.")
                             .arg(preprocessNames().join(QStringLiteral(", ")), preprocess)};
    return preprocess;
}

QStringList pictureRemarks(const PictureTotals &done)
{
    const auto &found = done.found;
    QStringList remarks;
    if (done.unreadable > 0)
        remarks << sentence("%1 [picture cannot|pictures cannot] be read. %2",
                            {done.unreadable, done.why.join(QLatin1Char(' '))});
    if (found.without > 0)
        remarks << sentence("%1 [product has|products have] no picture and so no vector.", {found.without});
    if (found.unknown > 0)
        remarks << sentence("%1 [picture is|pictures are] called as no product (such as %2).",
                            {found.unknown, found.examples.join(QStringLiteral(", "))});
    if (found.links > 0)
        remarks << sentence("%1 [address of a picture is|addresses of pictures are] left out: nothing is fetched.",
                            {found.links});
    return remarks;
}

Answer encodeImages(const Invocation &call, const QString &name)
{
    call.refuse({"dims"}, "vectors of pictures have the length that they have");
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    const auto images = call.value("images");
    if (images.trimmed().isEmpty())
        throw WrongUsage{QStringLiteral("Which pictures? --images FOLDER, or a column of the catalogue")};
    if (QFileInfo(images).isDir())
        call.refuse({"folder"}, "--images names the folder");
    if (call.isSet("folder") && !QFileInfo(call.value("folder")).isDir())
        throw WrongUsage{QStringLiteral("--folder: there is no folder %1.").arg(call.value("folder"))};
    const CataloguePictureEncoding encoding{.name = name,
                                            .pictures = images,
                                            .folder = call.value("folder"),
                                            .encoder = call.value("encoder"),
                                            .preprocess = preprocessOf(call)};
    if (encoding.isBuiltin())
        call.refuse({"preprocess"}, "the builtin vectors need no preparation");
    PictureTotals done;
    try {
        done = aisle::encode(*project, encoding, call.device, call.job);
    } catch (const Cancelled &) {
        throw CancelledSaying(QStringLiteral("Cancelled; what was encoded stays, and the same command goes on."));
    }
    return {{{QStringLiteral("name"), name},
             {QStringLiteral("of"), QStringLiteral("items")},
             {QStringLiteral("dims"), done.feature.dims},
             {QStringLiteral("rows"), static_cast<qint64>(done.rows)},
             {QStringLiteral("encoded"), static_cast<qint64>(done.encoded)},
             {QStringLiteral("pictures"), static_cast<qint64>(done.pictures)},
             {QStringLiteral("preprocess"), FeatureSource::of(done.feature).preprocess},
             {QStringLiteral("without_picture"), static_cast<qint64>(done.found.without)},
             {QStringLiteral("unreadable"), static_cast<qint64>(done.unreadable)},
             {QStringLiteral("unreadable_examples"), QJsonArray::fromStringList(done.why)},
             {QStringLiteral("unknown"), static_cast<qint64>(done.found.unknown)},
             {QStringLiteral("remarks"), QJsonArray::fromStringList(pictureRemarks(done))}},
            sentence("Features \"%1\": %2 [vector|vectors] of %3 numbers, %4 encoded now.\n",
                     {name, done.rows, done.feature.dims, done.encoded})};
}

Answer encode(const Invocation &call)
{
    const auto name = nameIn(call);
    takeNoMore(call, 3);
    if (call.isSet("images")) {
        call.refuse({"text"}, "--images takes pictures: encode texts under a name of their own");
        return encodeImages(call, name);
    }
    call.refuse({"folder", "preprocess"}, "only with --images");
    const auto fields = call.distinct("text");
    if (fields.isEmpty())
        throw WrongUsage{
            QStringLiteral("Which texts? --text %1 (or pictures: --images FOLDER)").arg(textFields().join(u','))};
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    const auto done = encodedBy(call, *project, name, fields);
    const auto unknown = done.words == 0 ? 0 : static_cast<double>(done.unknownWords) / static_cast<double>(done.words);
    QStringList remarks;
    if (done.without > 0)
        remarks << sentence("%1 [product has|products have] none of these texts and so no vector.", {done.without});
    if (unknown > kManyUnknownWords)
        remarks << QStringLiteral("The encoder does not know %1 of the words: --encoder builtin, which learns from the "
                                  "catalogue itself, may say more.")
                       .arg(percent(unknown));
    return {{{QStringLiteral("name"), name},
             {QStringLiteral("of"), QStringLiteral("items")},
             {QStringLiteral("dims"), done.feature.dims},
             {QStringLiteral("rows"), static_cast<qint64>(done.rows)},
             {QStringLiteral("encoded"), static_cast<qint64>(done.encoded)},
             {QStringLiteral("without_text"), static_cast<qint64>(done.without)},
             {QStringLiteral("unknown_words"), unknown},
             {QStringLiteral("remarks"), QJsonArray::fromStringList(remarks)}},
            sentence("Features \"%1\": %2 [vector|vectors] of %3 numbers, %4 encoded now.\n",
                     {name, done.rows, done.feature.dims, done.encoded})};
}

std::shared_ptr<const TextEncoder> namedEncoder(const Invocation &call)
{
    const auto encoder = call.value("encoder");
    const auto run = runOfEncoder(encoder);
    if (!run)
        return openTextEncoder(encoderFolder(encoder));
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadOnly);
    return openTuned(encoderOfRun(*project, *run, call.job));
}

/// For checking an encoder: what it sees of texts, and what it makes of them.
Answer embed(const Invocation &call)
{
    if (call.arguments.size() < 3)
        throw WrongUsage{QStringLiteral("Which texts? `aisle-cli features PROJECT embed TEXT... --encoder FOLDER`")};
    if (call.value("encoder") == QLatin1String(kBuiltinEncoder))
        throw WrongUsage{QStringLiteral("--encoder FOLDER: the builtin vectors come from a whole catalogue, not from "
                                        "single texts.")};
    const auto encoder = namedEncoder(call);
    std::vector<std::string> texts;
    for (const auto &text : call.arguments.mid(2))
        texts.push_back(text.toStdString());
    const auto encoded = encoder->encode(texts, call.device, call.job);
    QJsonArray tokens, vectors;
    std::vector<QStringList> rows;
    const auto dims = static_cast<std::size_t>(encoder->dims());
    for (std::size_t t = 0; t < texts.size(); ++t) {
        QJsonArray ids, vector;
        for (const auto id : encoder->tokens(texts[t]).ids)
            ids.append(static_cast<qint64>(id));
        for (std::size_t d = 0; d < dims; ++d)
            vector.append(static_cast<double>(encoded.vectors[t * dims + d]));
        rows.push_back({utf8(texts[t]), count(ids.size()), figure(vector.at(0).toDouble())});
        tokens.append(ids);
        vectors.append(vector);
    }
    return {{{QStringLiteral("tokens"), tokens}, {QStringLiteral("vectors"), vectors}},
            table({QStringLiteral("text"), QStringLiteral("tokens"), QStringLiteral("first number")}, rows)};
}

/// The product or shopper that --item or --user names.
std::int64_t askedFor(const Invocation &call, const Catalogue &catalogue, FeatureSubject subject)
{
    const bool isItem = subject == FeatureSubject::Items;
    const auto key = call.value(isItem ? "item" : "user");
    call.refuse({isItem ? "user" : "item"},
                isItem ? "these features are of products" : "these features are of shoppers");
    if (key.isEmpty())
        throw WrongUsage{isItem ? QStringLiteral("Of which product? --item KEY")
                                : QStringLiteral("Of which shopper? --user KEY")};
    return isItem ? knownItem(catalogue, key).value : knownUser(catalogue, key).value;
}

/// The rows nearest to a picture or text that is no product's.
std::vector<SimilarRow> nearestToQuery(const Invocation &call, const Project &project, const StoredFeature &feature,
                                       const FeatureVectors &vectors)
{
    const bool isPicture = call.isSet("image");
    call.refuse({"item", "user"}, "a picture or text is asked about");
    if (isPicture)
        call.refuse({"text"}, "--image asks about a picture");
    const auto what = call.value(isPicture ? "image" : "text");
    if (what.trimmed().isEmpty())
        throw WrongUsage{QStringLiteral("Which picture or text? --image FILE, or --text TEXT")};
    const auto encoder = queryEncoderOf(project, feature, call.isSet("encoder") ? call.value("encoder") : QString(),
                                        preprocessOf(call), call.device, call.job);
    if (encoder.ofPictures != isPicture)
        throw WrongUsage{encoder.ofPictures
                             ? QStringLiteral("The features \"%1\" are of pictures: --image FILE.").arg(feature.name)
                             : QStringLiteral("The features \"%1\" are of texts: --text TEXT.").arg(feature.name)};
    return similarRows(vectors, encoder.encode(what, call.job), static_cast<std::size_t>(lengthOf(call)));
}

std::vector<SimilarRow> nearestTo(const Invocation &call, const Project &project, const StoredFeature &feature,
                                  const FeatureVectors &vectors)
{
    if (call.isSet("image") || call.isSet("text"))
        return nearestToQuery(call, project, feature, vectors);
    call.refuse({"encoder", "preprocess"}, "only with --image or --text");
    const auto place = vectors.placeOf(askedFor(call, Catalogue(project), feature.subject));
    if (!place)
        throw Error("features.no-vector", QT_TRANSLATE_NOOP("Error", "%1 has no vector among the features \"%2\"."),
                    {call.value(feature.subject == FeatureSubject::Items ? "item" : "user"), feature.name});
    return similarRows(vectors, *place, static_cast<std::size_t>(lengthOf(call)));
}

Answer neighbours(const Invocation &call)
{
    const auto name = nameIn(call);
    takeNoMore(call, 3);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadOnly);
    const auto feature = FeatureStore(*project).known(name);
    const Catalogue catalogue(*project);
    const auto vectors = readFeatures(*project, feature, call.job);
    const bool isItem = feature.subject == FeatureSubject::Items;
    const auto keys = keysOf(call, *project);
    QJsonArray json;
    std::vector<QStringList> rows;
    for (const auto &similar : nearestTo(call, *project, feature, vectors)) {
        const auto other = vectors.ids[similar.place];
        const auto item = isItem ? catalogue.item(ItemId(other)) : std::nullopt;
        const auto user = isItem ? std::nullopt : catalogue.user(UserId(other));
        const auto key = item ? keys.product(item->key) : user ? keys.shopper(user->key) : QString();
        const auto title = item ? item->title : QString();
        json.append(QJsonObject{{QStringLiteral("rank"), static_cast<int>(rows.size()) + 1},
                                {isItem ? QStringLiteral("item") : QStringLiteral("user"), key},
                                {QStringLiteral("title"), title},
                                {QStringLiteral("similarity"), static_cast<double>(similar.similarity)}});
        rows.push_back(
            {count(static_cast<qint64>(rows.size()) + 1), key, title, figure(static_cast<double>(similar.similarity))});
    }
    return {
        {{isItem ? QStringLiteral("items") : QStringLiteral("users"), json}},
        table({QStringLiteral("rank"), QStringLiteral("key"), QStringLiteral("title"), QStringLiteral("similarity")},
              rows)};
}

/// What becomes of the runs that learnt from features which are no more.
QStringList leftBehind(const Project &project, const QString &name)
{
    QStringList numbers;
    for (const auto &run : RunStore(project).all())
        if (namesOf(run.details.features).contains(name))
            numbers << QString::number(run.id.value);
    if (numbers.isEmpty())
        return {};
    return {sentence("%1 [run|runs] learnt from them (%2): what they learnt stays with them, so they list as before, "
                     "but to train them again these features have to be made again.",
                     {numbers.size(), numbers.join(QStringLiteral(", "))})};
}

Answer remove(const Invocation &call)
{
    const auto name = nameIn(call);
    takeNoMore(call, 3);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    FeatureStore store(*project);
    store.remove(store.known(name).id);
    return {{{QStringLiteral("deleted"), name},
             {QStringLiteral("remarks"), QJsonArray::fromStringList(leftBehind(*project, name))}},
            QStringLiteral("The features \"%1\" are deleted.\n").arg(name)};
}

Answer features(const Invocation &call)
{
    static const std::vector<Verb> kVerbs{
        {"list", list, {QStringLiteral("pseudonyms")}, "list takes --pseudonyms"},
        {"import",
         import,
         {QStringLiteral("of"), QStringLiteral("key"), QStringLiteral("keys"), QStringLiteral("tensor"),
          QStringLiteral("pseudonyms")},
         "import takes --of, --key, --keys, --tensor and --pseudonyms"},
        {"encode",
         encode,
         {QStringLiteral("text"), QStringLiteral("images"), QStringLiteral("folder"), QStringLiteral("encoder"),
          QStringLiteral("preprocess"), QStringLiteral("dims")},
         "encode takes --text, --images, --folder, --encoder, --preprocess and --dims"},
        {"embed", embed, {QStringLiteral("encoder")}, "embed takes --encoder", true},
        {"reviews",
         reviews,
         {QStringLiteral("item"), QStringLiteral("text"), QStringLiteral("rating"), QStringLiteral("time"),
          QStringLiteral("pseudonyms")},
         "reviews takes --item, --text, --rating, --time and --pseudonyms"},
        {"neighbours",
         neighbours,
         {QStringLiteral("item"), QStringLiteral("user"), QStringLiteral("image"), QStringLiteral("text"),
          QStringLiteral("encoder"), QStringLiteral("preprocess"), QStringLiteral("k"), QStringLiteral("pseudonyms")},
         "neighbours takes --item, --user, --image, --text, --encoder, --preprocess, -k and --pseudonyms"},
        {"delete", remove, {}, "delete takes a name"},
    };
    return runVerb(call, "features", kVerbs);
}

} // namespace

std::vector<Command> featureCommands()
{
    return {
        {"features",
         "vectors and columns of products and shoppers: import, encode, reviews, delete, neighbours",
         "PROJECT list|import|encode|embed|reviews|neighbours|delete [NAME [FILE]]|[TEXT...]",
         "aisle-cli features shop.aisle encode words --text title,category",
         2,
         1 << 20,
         [](QCommandLineParser &parser) {
             addOption(parser, "of", "Of import: whose vectors, items or users.", "CHOICE", QStringLiteral("items"));
             addOption(parser, "key", "Of import: a table's column of keys (default: the first).", "COLUMN");
             addOption(parser, "keys", "Of import: a file with a key a line, in the order of the vectors.", "FILE");
             addOption(parser, "tensor", "Of import: which array of an .npz or .safetensors file.", "NAME");
             addOption(parser, "text",
                       "Of encode: what is read of each product: title, category, brand, description, attributes. Of "
                       "reviews: the columns of text. Of neighbours: a text; the products nearest to it.",
                       "FIELD,...|TEXT");
             addOption(parser, "image",
                       "Of neighbours: a picture; the products nearest to it. The encoder that made the features "
                       "encodes it, found where it lay then or by --encoder.",
                       "FILE");
             addOption(
                 parser, "images",
                 "Of encode: the pictures of products. A folder: the picture of the product 17 is 17.jpg, in it or "
                 "in a folder below; several are 17_1.jpg, 17_2.jpg or lie in a folder 17, and their mean counts. "
                 "Or a column of the catalogue with paths of files: image, or an attribute. A picture is encoded "
                 "again when its name, size or time has changed.",
                 "FOLDER|COLUMN");
             addOption(parser, "folder",
                       "Of encode with --images COLUMN: where its paths start (default: the project's folder).",
                       "FOLDER");
             addOption(
                 parser, "encoder",
                 "Of encode: builtin, from the catalogue's own words, or from the colours and edges of pictures. Of "
                 "texts: a folder with model.safetensors, tokenizer and config as Hugging Face lays them out; minilm "
                 "is the one that `./dev setup --models` fetches; the number of a run of text-encoder is the one that "
                 "it tuned. Of pictures: a .safetensors file, or a folder with one, "
                 "of SqueezeNet, ResNet, MobileNet V2 or V3 (torchvision's names), ViT (torchvision's, timm's or "
                 "Hugging Face's) or CLIP.",
                 "NAME", QString::fromLatin1(kBuiltinEncoder));
             addOption(parser, "preprocess",
                       "Of encode with --images: how pictures are prepared for the encoder: torchvision, caffe or clip "
                       "(default: as its preprocessor_config.json says, torchvision without one).",
                       "HOW");
             addOption(parser, "dims", "Of encode with builtin: how many numbers a vector has (default 128).", "N");
             addOption(parser, "item", "Of neighbours: the product. Of reviews: the column of products.", "KEY");
             addOption(parser, "user", "Of neighbours: the shopper.", "KEY");
             addOption(parser, "rating", "Of reviews: the column of ratings, which teach what words mean.", "COLUMN");
             addOption(
                 parser, "time",
                 "Of reviews: the column of times; a review counts half for each year that it is older than the last.",
                 "COLUMN");
             addOption(parser, "k", "Of neighbours: how many.", "K", QStringLiteral("10"));
             addPseudonymsOption(parser);
         },
         features,
         {},
         true}};
}

} // namespace aisle::cli
