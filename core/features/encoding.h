#pragma once
#include "core/features/encodedtable.h"
#include "core/features/encoders/text/textencoder.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace aisle {

struct SideFacts;

/// What makes texts to vectors, each by itself: the same text is the same vector, whatever stands beside it.
struct EncoderUse
{
    QString name;     ///< as people know it
    QString identity; ///< of its weights, words and settings
    int dims = 0;
    std::function<EncodedTexts(std::span<const std::string> texts, JobContext &job)> encode;
    QString path{}; ///< absolute, of its files; empty: a run's
};
inline constexpr const char *kMiniLm = "minilm", *kMiniLmName = "all-MiniLM-L6-v2"; ///< as it is asked for; its folder
/// What a folder's encoder is called: the last part of its path; empty where there is no such folder.
QString encoderName(const QString &folder);
/// Where an encoder's files lie: "minilm" is the one that `./dev setup --models` fetches, anything else is a folder.
/// @throws Error encoder.not-fetched
QString encoderFolder(const QString &asked);
/// @param folder  see openTextEncoder(), which says what is thrown
EncoderUse encoderIn(const QString &folder, Device device);
/// Of all files of a folder that decide what vectors come out, by content.
QString encoderIdentity(const QString &folder);

/// The catalogue's texts that features are made of.
struct CatalogueTexts : RowSources
{
    std::vector<std::string> texts;
    std::int64_t without = 0; ///< products that have none
};
/// "title", "category", "brand", "description", "attributes".
QStringList textFields();
/// How many products have each of them, aligned with textFields().
std::vector<std::int64_t> textCounts(const Project &project, JobContext &job);
/// @param fields  of textFields(), joined in this order. @throws Error features.field
CatalogueTexts catalogueTexts(const Project &project, const QStringList &fields, JobContext &job);
/// The same texts as a fit has them: [items], empty where a product has none.
/// @throws Error features.field, features.no-text (no product has one)
std::vector<std::string> itemTexts(const SideFacts &facts, const QStringList &fields, std::size_t items);

struct EncodingTotals
{
    StoredFeature feature;
    std::int64_t rows = 0;                   ///< in the end
    std::int64_t encoded = 0;                ///< now; the others were as they are
    std::int64_t without = 0;                ///< products without any of the fields
    std::size_t words = 0, unknownWords = 0; ///< of what was encoded now, see EncodedTexts
};
/// Encodes what is not encoded yet or has another text by now, a batch after the other: stopped or killed, what was
/// encoded stays, and the same call goes on. Other fields or another encoder need another name.
/// @throws Error features.exists, features.no-text, features.field, and what the encoder throws
EncodingTotals encodeCatalogue(Project &project, const QString &name, const QStringList &fields,
                               const EncoderUse &encoder, JobContext &job);

/// Vectors from the catalogue's own words, without any other file: TF-IDF of words and of their pieces (which ties
/// misspelt words and parts of compounds together), brought to `dims` numbers by a randomised singular value
/// decomposition (latent semantic indexing, Deerwester et al. 1990), rows of length 1. Good for any language that ICU
/// cuts into words. As each vector depends on the whole catalogue, all are made again. Repeatable.
EncodingTotals encodeByWords(Project &project, const QString &name, const QStringList &fields, int dims,
                             JobContext &job);
inline constexpr const char *kBuiltinEncoder = "builtin";

/// The space of a table that encodeByWords() made: texts that are no product's have vectors in it too.
class WordSpace
{
public:
    /// Made again from the catalogue, which takes as long as the encoding. Repeatable.
    WordSpace(const Project &project, const QStringList &fields, int dims, JobContext &job);
    WordSpace(WordSpace &&) noexcept;
    ~WordSpace();

    const FeatureChunk &rows() const; ///< of the products
    QString content() const;          ///< contentHash() of them
    std::int64_t without() const;     ///< products that have none of the fields
    /// Of length 1, as a title of these words has it; 0 throughout where no two products share one of them.
    std::vector<float> vectorOf(const QString &text) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Products whose text (or picture) is another than that which was encoded, or that were not encoded at all.
/// @param vectors  that were made as `source` says
std::int64_t staleRows(const Project &project, const FeatureSource &source, const FeatureVectors &vectors,
                       JobContext &job);

} // namespace aisle
