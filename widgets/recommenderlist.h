#pragma once
#include "core/recommend/registry.h"
#include "widgets/datafacts.h"

#include <QWidget>
#include <optional>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace aisle {

/// Every registered recommender under its family, with what it does and its paper; a search that looks in all of that.
/// What the data cannot serve is greyed and says why.
class RecommenderList : public QWidget
{
    Q_OBJECT
public:
    explicit RecommenderList(QWidget *parent = nullptr);

    void setFacts(const std::optional<DataFacts> &facts); ///< absent: nothing is greyed
    void setCurrent(const std::string &id);
    std::string current() const;
    QLineEdit *search() const { return m_search; }
    /// Why this recommender cannot be trained on the data, translated; empty when it can.
    QString whyNot(const RecommenderInfo &info) const;

Q_SIGNALS:
    void currentChanged(const QString &id);
    void activated(const QString &id); ///< Return or double click

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void narrow();
    void addHeading(const QString &family);
    void addRecommender(const RecommenderInfo &info);

    QLineEdit *m_search;
    QListWidget *m_list;
    std::optional<DataFacts> m_facts;
    bool m_rebuilding = false;
};

} // namespace aisle
