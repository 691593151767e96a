#include "widgets/common/rowchoice.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <utility>

namespace aisle {

RowChoice::RowChoice(QAbstractItemView *view) : QObject(view), m_view(view)
{
    view->installEventFilter(this);
    view->viewport()->installEventFilter(this);
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this](const QItemSelection &selected) {
                if (m_hasInput && !m_marking && !selected.isEmpty())
                    Q_EMIT chosen(selected.indexes().constFirst());
            });
    connect(view, &QAbstractItemView::clicked, this, &RowChoice::chosen);
    connect(view, &QAbstractItemView::activated, this, &RowChoice::chosen);
}

void RowChoice::mark(const QModelIndex &index)
{
    const QScopedValueRollback marking(m_marking, true);
    auto *selection = m_view->selectionModel();
    if (!index.isValid())
        selection->clearSelection();
    else if (selection->currentIndex() != index || !selection->isSelected(index))
        m_view->setCurrentIndex(index);
}

/// The row that only the focus made current is what an arrow chooses first: going past it would leave it out.
bool RowChoice::takesCurrent(const QKeyEvent &event) const
{
    const bool moves = event.key() == Qt::Key_Down || event.key() == Qt::Key_Up;
    const auto current = m_view->currentIndex();
    return moves && event.modifiers() == Qt::NoModifier && current.flags().testFlag(Qt::ItemIsSelectable) &&
           !m_view->selectionModel()->isSelected(current);
}

void RowChoice::noteInput()
{
    const auto forget = [this] { m_hasInput = false; };
    if (!std::exchange(m_hasInput, true))
        QMetaObject::invokeMethod(this, forget, Qt::QueuedConnection);
}

bool RowChoice::eventFilter(QObject *watched, QEvent *event)
{
    const auto type = event->type();
    if (type == QEvent::KeyPress || type == QEvent::MouseButtonPress || type == QEvent::MouseButtonDblClick ||
        (type == QEvent::MouseMove && static_cast<QMouseEvent *>(event)->buttons() != Qt::NoButton))
        noteInput();
    if (watched != m_view || type != QEvent::KeyPress || !takesCurrent(*static_cast<QKeyEvent *>(event)))
        return QObject::eventFilter(watched, event);
    const auto behaviour = m_view->selectionBehavior() == QAbstractItemView::SelectRows
                               ? QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows
                               : QItemSelectionModel::ClearAndSelect;
    m_view->selectionModel()->select(m_view->currentIndex(), behaviour);
    return true;
}

} // namespace aisle
