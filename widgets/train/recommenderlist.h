#pragma once
#include "core/recommend/registry.h"
#include "widgets/common/datafacts.h"
#include "widgets/common/retranslated.h"

#include <QStringList>
#include <QWidget>
#include <optional>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace aisle {

class RowChoice;

/// Every registered recommender under its family: a line each with its name and when to use it, the chosen one with its
/// paper and what it needs of the data. Families fold. While one searches there are no families: names that answer come
/// first, then texts that hold the words. What the data cannot serve is greyed and says why.
class RecommenderList : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit RecommenderList(QWidget *parent = nullptr);

    void setFacts(const std::optional<DataFacts> &facts); ///< absent: nothing is greyed
    void setCurrent(const std::string &id);
    std::string current() const;
    QLineEdit *search() const { return m_search; }
    QStringList folded() const { return m_folded; } ///< families by their English name
    void setFolded(const QStringList &families);
    /// Why this recommender cannot be trained on the data, translated; empty when it can.
    QString whyNot(const RecommenderInfo &info) const;

Q_SIGNALS:
    void currentChanged(const QString &id);
    void activated(const QString &id); ///< Return or double click
    void foldedChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void retranslate() override { rebuild(); }
    void fill();
    void fillByFamily();
    void fillFound(const QStringList &words);
    void showFolded();
    void addHeading(const char *family);
    void addRecommender(const RecommenderInfo &info);
    void choose(const QString &id);
    QListWidgetItem *itemOf(const std::string &id) const;
    void open(const std::string &id);
    void toggle(const QListWidgetItem &heading);
    bool takeFirst();
    bool onListKey(int key);

    QLineEdit *m_search;
    QListWidget *m_list;
    std::optional<DataFacts> m_facts;
    QStringList m_folded;
    std::string m_current;
    RowChoice *m_choice;
};

} // namespace aisle
