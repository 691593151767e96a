#pragma once
#include "core/recommend/registry.h"
#include "widgets/common/datafacts.h"
#include "widgets/common/retranslated.h"

#include <QStringList>
#include <QWidget>
#include <optional>
#include <vector>

class QCheckBox;
class QGridLayout;
class QLabel;

namespace aisle {

/// Which tables of vectors a recommender learns from, a box each beside how many it covers. Hidden where the
/// recommender takes none or the project has none that it takes.
class FeatureChoice : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit FeatureChoice(QWidget *parent = nullptr);

    void setRecommender(const RecommenderInfo &info);
    void setTables(const std::vector<DataFacts::Features> &tables);
    void setChosen(const QStringList &names);
    /// Of those that the recommender takes; also one that is no more, until its box is cleared: a run may have had it.
    QStringList chosen() const;

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        QString name;
        std::optional<DataFacts::Features> table; ///< absent of one that is no more
        QCheckBox *box;
        QLabel *facts;
    };
    void rebuild();
    void addRow(const QString &name, const std::optional<DataFacts::Features> &table);
    void retranslate() override;

    Traits m_traits{};
    std::vector<DataFacts::Features> m_tables;
    QStringList m_chosen; ///< whichever recommender takes them
    QLabel *m_title;
    QGridLayout *m_grid;
    std::vector<Row> m_rows;
};

} // namespace aisle
