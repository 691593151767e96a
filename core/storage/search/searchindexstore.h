#pragma once
#include "core/storage/project.h"

#include <QByteArray>
#include <optional>

namespace aisle {

/// Keeps the index of the catalogue's words; what its bytes mean is core/search's business.
class SearchIndexStore
{
public:
    explicit SearchIndexStore(const Project &project) : m_project(project) {}
    /// Changes with every import, list or mark that could change a product's texts. Costs no reading of products.
    QString catalogueState() const;
    /// The index that was built from this state; absent where there is none or it is damaged.
    std::optional<QByteArray> read(const QString &state) const;
    void write(const QString &state, const QByteArray &index); ///< in place of the one before, in one transaction

private:
    const Project &m_project;
};

} // namespace aisle
