#pragma once
#include "core/common/ids.h"
#include "models/selection.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <optional>

class QAction;
class QLabel;
class QStackedWidget;
class QModelIndex;
class QTableView;
class QToolButton;

namespace aisle {

class EmptyState;
class RecommendationListModel;
class RowChoice;

/// The list of one compared run, under its letter and in its colour.
class ListColumn : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit ListColumn(int slot, QWidget *parent = nullptr);

    int slot() const { return m_slot; }
    RecommendationListModel *model() const { return m_model; }
    void setLabel(const QString &label);
    void setCaption(const QString &caption, const QString &tip = {}); ///< what the list was made from
    void showList();
    /// Instead of a list: that it loads, why there is none.
    void showMessage(const QString &icon, const QString &sentence, const QString &action = {});
    void markProduct(std::optional<ItemId> item); ///< emits nothing

    /// Middle of a row in this widget's coordinates, held within the visible part of the list; absent while no list is
    /// shown.
    std::optional<int> rowCentre(int row) const;
    bool isRowVisible(int row) const;
    void focusList();

Q_SIGNALS:
    void productChosen(const aisle::ProductRef &product);
    void closeRequested(int slot);
    void actionTriggered(int slot);
    void scrolled();
    void openRequested(const aisle::ProductRef &product); ///< its own page
    void mapRequested(const aisle::ProductRef &product);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void createWidgets();
    void layOut();
    void connectAll();
    void restyle();
    void retranslate() override;
    void choose(const QModelIndex &index);
    ProductRef productAt(const QModelIndex &index) const;
    void elideTexts();
    void createActions();

    int m_slot;
    QString m_fullLabel;
    QString m_fullCaption;
    RecommendationListModel *m_model;
    QLabel *m_letter;
    QLabel *m_label;
    QToolButton *m_close;
    QLabel *m_caption;
    QStackedWidget *m_stack;
    QTableView *m_table;
    QAction *m_copy;
    QAction *m_copyList;
    QAction *m_saveList;
    QAction *m_open;
    QAction *m_map;
    EmptyState *m_state;
    RowChoice *m_choice;
};

} // namespace aisle
