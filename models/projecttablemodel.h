#pragma once
#include "core/common/keyformatter.h"
#include "models/pagedtablemodel.h"

namespace aisle {

/// Events, products, shoppers, rejected rows or triples of a project, with keys as people may see them. What stands in
/// a cell is also what is copied and saved: with pseudonyms on, no key and nothing personal leaves.
class ProjectTableModel : public PagedTableModel
{
    Q_OBJECT
public:
    using PagedTableModel::PagedTableModel;

    /// Shows keys through this formatter (kept by value); call again when pseudonyms are switched.
    void setKeys(const KeyFormatter &keys);
    /// Turns a rejection's code into a sentence, a meaning into a word; the window sets it. Called in jobs too.
    /// Default: as stored.
    using Words = std::function<QString(const QString &columnId, const QString &word)>;
    void setWords(Words words);
    void retranslate();

protected:
    QVariant cell(const TableRow &row, int column, int role) const override;
    CellWriter cellWriter() const override;

private:
    /// How cells that are no numbers are written. A value, for jobs too.
    struct Texts
    {
        KeyFormatter keys;
        Words words;
        QString yes, no, hidden;
        /// Absent: as the base class writes it.
        std::optional<QString> of(const TableColumn &column, const QVariant &value) const;
    };
    const Texts &texts() const;
    void textsChanged();

    KeyFormatter m_keys;
    Words m_words;
    mutable std::optional<Texts> m_texts; ///< made when first asked for
};

} // namespace aisle
