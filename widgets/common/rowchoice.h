#pragma once
#include <QModelIndex>
#include <QObject>

class QAbstractItemView;
class QKeyEvent;

namespace aisle {

/// The one way in which a row of a view with single selection becomes what the window shows: a click, a key that moves
/// through the rows, Return. Not by the focus: Qt makes the first row current in a view without a current row that gets
/// the focus, and nobody has chosen it. Nor when Qt selects the next row because the selected one is removed, and not
/// by the program, which marks rows with mark(). A view whose rows act on the selection or on a form is connected to
/// chosen() and to no currentChanged().
class RowChoice : public QObject
{
    Q_OBJECT
public:
    /// @param view  owns it; its model is set already and stays
    explicit RowChoice(QAbstractItemView *view);

    /// Shows a row as the chosen one, an invalid index: none. Emits nothing.
    void mark(const QModelIndex &index);

Q_SIGNALS:
    void chosen(const QModelIndex &index);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool takesCurrent(const QKeyEvent &event) const;
    void noteInput();
    QAbstractItemView *m_view;
    bool m_hasInput = false; ///< a key or the mouse acts on the view in this turn of the event loop
    bool m_marking = false;
};

} // namespace aisle
