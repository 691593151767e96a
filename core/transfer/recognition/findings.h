#pragma once
#include "core/transfer/recognition/hints.h"
#include "core/transfer/recognition/roles/columnguess.h"

namespace aisle {

/// What a person should know of the values once every column has its role: values that do not read, columns that are
/// left out though their names say time or number, times and values that cannot mean what they say. Sentences for
/// Recognition::remarks, each with its count, examples and what to do.
class ValueFindings
{
public:
    /// The arguments live as long as this.
    ValueFindings(Columns &columns, const RecognitionHints &hints, const SampleRows &sample, std::size_t firstRow,
                  Recipe &recipe);

    QStringList ofValues();                ///< takes the role from values that are all one; sets Recipe::unrated
    QStringList ofTimes();                 ///< may add the Buddhist era to Recipe::timeFormat
    QStringList ofWhatDoesNotRead() const; ///< by the finished recipe
    QStringList ofWhatIsLeftOut() const;

private:
    template <typename Take>
    void forEach(std::size_t column, Take take) const; ///< take(text) of every value that is not missing
    std::optional<std::size_t> columnOf(Role role) const { return positionOf(role, m_columns); }
    void takeUnrated(std::size_t column, QStringList &remarks);
    void mixedKinds(std::size_t column, QStringList &remarks) const;
    QString partsOfTimes() const;
    QString periodsSideBySide() const;
    QString unreadTimes(std::size_t column) const;
    QString unreadNumbers(std::size_t column) const;
    QString emptyKeys(std::size_t column) const;

    Columns &m_columns;
    const RecognitionHints &m_hints;
    const SampleRows &m_sample;
    std::size_t m_firstRow;
    Recipe &m_recipe;
    std::vector<std::string> m_missing;
};

} // namespace aisle
