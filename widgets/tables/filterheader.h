#pragma once
#include "widgets/common/retranslated.h"

#include <QHeaderView>
#include <QStringList>
#include <vector>

class QLineEdit;
class QToolButton;

namespace aisle {

/// A header with a filter field under each title, and what can be written there behind a "?" at the row's end.
class FilterHeader : public Retranslated<QHeaderView>
{
    Q_OBJECT
public:
    explicit FilterHeader(QWidget *parent = nullptr);

    void setColumns(int count);
    void setTexts(const QStringList &texts); ///< by column; emits nothing
    QStringList texts() const;
    /// Marks fields and says in their tooltips what of them cannot be read. @param parts  by column, empty: all can
    void setUnreadable(const QStringList &parts);
    void setRowVisible(bool visible);
    void focusField(int column);
    void place(); ///< the fields, under the columns as they lie
    QSize sizeHint() const override;
    /// Takes an empty selection of its own instead: to mark sections whose cells are all selected, which this header
    /// does not show, each paint would ask every selected row.
    void setSelectionModel(QItemSelectionModel *ofTheTable) override;

Q_SIGNALS:
    void filtersEdited(); ///< a moment after the last key

protected:
    void updateGeometries() override;
    void changeEvent(QEvent *event) override;

private:
    QLineEdit *makeField(int column);
    void retranslate() override;
    void showUnreadable();
    void explainFilters();
    bool m_rowVisible = true;
    std::vector<QLineEdit *> m_fields;
    QToolButton *m_help;
    QStringList m_unreadable;
};

} // namespace aisle
