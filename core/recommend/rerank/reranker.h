#pragma once
#include "core/dataset/categories.h"
#include "core/params/paramspec.h"
#include "core/recommend/abilities.h"

#include <QJsonObject>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace aisle {

/// What re-rankers are told of products, a product a row. What is not known is empty.
struct RerankFacts
{
    Embedding unit;                ///< rows of length 1 (or 0)
    CategoryRows categories;       ///< none where a product's are unknown
    std::vector<float> popularity; ///< 1 for the product with most events, others by the logarithm of theirs

    void setVectors(Embedding vectors); ///< of any length
    void setCategories(const std::vector<std::string> &texts) { categories = CategoryRows(texts); }
    void setEvents(std::span<const float> events);

    float popularityOf(ItemIndex item) const { return popularity.empty() ? 0 : popularity[item.value]; }
};

/// Puts a list into another order, or takes products out of it, by a rule that needs no fit. Immutable, thread-safe.
class Reranker
{
public:
    virtual ~Reranker() = default;
    /// @param list  best first; stays so, with scores that fall from place to place
    virtual void apply(RankedList &list, const Request &request, const RerankFacts &facts) const = 0;
};

/// How a kind of re-ranker is known. One file a kind in core/recommend/rerank.
struct RerankerInfo
{
    std::string id; ///< lower case with hyphens
    ParamSchema schema;
    /// @param parameters  complete and checked
    std::function<std::unique_ptr<const Reranker>(const QJsonObject &parameters)> make;
};

/// Call once a kind, at namespace scope of its own file.
bool registerReranker(RerankerInfo info);
const std::vector<RerankerInfo> &rerankers(); ///< by id

/// From its stored form: the parameters that differ from the defaults, and "kind", a RerankerInfo::id.
/// @throws Error reranker.unknown, param.*
std::unique_ptr<const Reranker> makeReranker(const QJsonObject &stored);

} // namespace aisle
