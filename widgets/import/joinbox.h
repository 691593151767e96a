#pragma once
#include "core/transfer/recognition/recognise.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace aisle {

/// Columns looked up in another file by a common column (order heads for order lines): which file, by which column,
/// what it brings.
class JoinBox : public QWidget
{
    Q_OBJECT
public:
    explicit JoinBox(QWidget *parent = nullptr);
    /// @param others  other files of this import that may be looked into
    /// @param columns by which it may be joined; the recipe's own first
    void show(const Recipe &recipe, const QStringList &others, const QStringList &columns);
    void showProblem(const QString &sentence); ///< empty: none

Q_SIGNALS:
    void joinChosen(const QString &path, const QString &column); ///< column empty: the likeliest
    void joinLeft();

private:
    void fillMenu(const QStringList &others);
    void chooseFile();
    QString broughtText(const Recipe &recipe) const;

    Recipe m_recipe;
    QPushButton *m_choose;
    QWidget *m_joined;
    QLabel *m_file;
    QComboBox *m_column;
    QToolButton *m_leave;
    QLabel *m_brought;
    QLabel *m_problem;
};

} // namespace aisle
