#pragma once
#include <QFrame>

class QHBoxLayout;
class QLabel;
class QStackedWidget;

namespace aisle {

class EmptyState;
class RowsView;

/// A card with a title, a line of help, and a short table or what stands instead of it.
class ListCard : public QFrame
{
    Q_OBJECT
public:
    explicit ListCard(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setCorner(QWidget *widget); ///< at the end of the title's line
    RowsView *rows() const { return m_rows; }
    EmptyState *state() const { return m_state; }
    void showRows(const QString &note);
    void showMessage(const QString &icon, const QString &sentence, const QString &action = {});

protected:
    void changeEvent(QEvent *event) override;

private:
    QLabel *m_title;
    QLabel *m_note;
    QHBoxLayout *m_line;
    QStackedWidget *m_stack;
    RowsView *m_rows;
    EmptyState *m_state;
};

} // namespace aisle
