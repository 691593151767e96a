#include "core/features/encoders/tokenisers/bertvocabulary.h"

#include "core/features/encoders/jsonfile.h"
#include "core/features/encoders/tokenisers/tokeniserpart.h"

#include <QJsonArray>
#include <QVariantMap>
#include <array>

namespace aisle {

namespace {

QByteArrayList linesOf(const QString &file)
{
    auto lines = fileBytes(file).split('\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

QString tokenOf(const QByteArray &line)
{
    return QString::fromUtf8(line.endsWith('\r') ? line.chopped(1) : line);
}

QJsonObject vocabularyOf(const QString &file)
{
    QVariantMap tokens;
    qsizetype id = 0;
    for (const auto &line : linesOf(file))
        tokens.insert(tokenOf(line), id++);
    return QJsonObject::fromVariantMap(tokens); // which takes them in order; one by one takes seconds
}

/// What a special token is called: a text, or an object with it.
QString nameOf(const QJsonValue &value, const QString &otherwise)
{
    const auto name =
        value.isObject() ? value.toObject().value(QStringLiteral("content")).toString() : value.toString();
    return name.isEmpty() ? otherwise : name;
}

QJsonObject frameOf(const QString &first, int firstId, const QString &last, int lastId)
{
    return {{QStringLiteral("type"), QStringLiteral("BertProcessing")},
            {QStringLiteral("cls"), QJsonArray{first, firstId}},
            {QStringLiteral("sep"), QJsonArray{last, lastId}}};
}

} // namespace

QJsonObject bertTokeniser(const QString &file, const QJsonObject &config)
{
    const auto name = [&](const char *key, const char *otherwise) {
        return nameOf(config.value(QString::fromLatin1(key)), QString::fromLatin1(otherwise));
    };
    const std::array names{name("unk_token", "[UNK]"), name("sep_token", "[SEP]"), name("pad_token", "[PAD]"),
                           name("cls_token", "[CLS]"), name("mask_token", "[MASK]")};
    const auto &[unknown, last, padding, first, mask] = names;
    const auto vocabulary = vocabularyOf(file);
    const auto idFor = [&](const QString &token) {
        const auto id = idOf(vocabulary.value(token));
        if (id < 0)
            TokeniserPart({}, file).refuse(QStringLiteral("no line of it is %1").arg(token));
        return id;
    };
    QJsonArray added;
    for (const auto &token : names)
        if (vocabulary.contains(token))
            added << QJsonObject{{QStringLiteral("content"), token}, {QStringLiteral("special"), true}};
    const auto lower = config.value(QStringLiteral("do_lower_case")).toBool(true);
    return {
        {QStringLiteral("added_tokens"), added},
        {QStringLiteral("normalizer"),
         QJsonObject{{QStringLiteral("type"), QStringLiteral("BertNormalizer")},
                     {QStringLiteral("handle_chinese_chars"),
                      config.value(QStringLiteral("tokenize_chinese_chars")).toBool(true)},
                     {QStringLiteral("strip_accents"), config.value(QStringLiteral("strip_accents")).toBool(lower)},
                     {QStringLiteral("lowercase"), lower}}},
        {QStringLiteral("pre_tokenizer"), QJsonObject{{QStringLiteral("type"), QStringLiteral("BertPreTokenizer")}}},
        {QStringLiteral("post_processor"), frameOf(first, idFor(first), last, idFor(last))},
        {QStringLiteral("model"), QJsonObject{{QStringLiteral("type"), QStringLiteral("WordPiece")},
                                              {QStringLiteral("unk_token"), unknown},
                                              {QStringLiteral("vocab"), vocabulary}}}};
}

} // namespace aisle
