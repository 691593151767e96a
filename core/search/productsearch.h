#pragma once
#include "core/search/rankers/searchranker.h"
#include "core/search/understanding/understanding.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace aisle {

/// How the vectors of a search are found.
struct VectorChoice
{
    std::optional<QString> features{}; ///< the table; empty: bestTextTable(), or builtin ones that are made now
    /// What made a table that is not builtin: queryEncoderOf() of a room above.
    std::function<EncodeText(const StoredFeature &feature)> encoderOf{};
};
/// What the table is called that is made where a project has no vectors of texts.
inline constexpr const char *kSearchTable = "search";

/// Search in a project's products: its index, and once they are asked for the vectors of one table. One thread at a
/// time.
class ProductSearch
{
public:
    /// Opens the index, or builds it where there is none or the catalogue has changed since, and keeps it where the
    /// project can be written to. @throws Error search.no-products
    /// @param inAll  false: beside made-up names, keys and attributes are not searched
    static std::unique_ptr<ProductSearch> open(Project &project, JobContext &job, bool inAll = true);

    const SearchIndex &index() const { return m_index; }
    bool searchesAll() const { return m_inAll; }
    bool wasBuilt() const { return m_wasBuilt; } ///< now; else it was there
    /// @throws Error features.unknown, search.not-texts, search.no-texts, and what VectorChoice::encoderOf throws
    void useVectors(const VectorChoice &choice, JobContext &job);
    const SearchVectors *vectors() const { return m_vectors.get(); } ///< null before useVectors()

    Understood read(const std::string &query) { return m_understanding->read(query); }
    /// Products whose price is known to be another than the query wishes are not found. useVectors() must have been
    /// called where the ranker uses them.
    SearchScores scores(const Understood &query, const RankerChoice &choice, JobContext &job) const;
    /// Why a product has its score by words, see lexicalParts().
    std::vector<LexicalPart> parts(const Understood &query, const RankerChoice &choice, std::uint32_t product) const;

private:
    ProductSearch(Project &project, SearchIndex index, bool wasBuilt, bool inAll);
    Bm25f weightsOf(const RankerChoice &choice) const;

    Project &m_project;
    SearchIndex m_index;
    bool m_wasBuilt, m_inAll;
    std::unique_ptr<QueryUnderstanding> m_understanding;
    std::unique_ptr<SearchVectors> m_vectors;
    EncodeQuery m_encode;
};

} // namespace aisle
