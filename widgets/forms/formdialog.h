#pragma once
#include "widgets/common/retranslated.h"
#include "widgets/common/theme.h"

#include <QDialog>
#include <vector>

class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace aisle {

/// A dialog that asks by a form: rows with their labels, a line below that says what will be done or why it cannot be
/// yet, and the button that does it. Whoever derives adds rows in its constructor and sets texts in retranslate().
class FormDialog : public Retranslated<QDialog>
{
    Q_OBJECT
protected:
    /// @param start  object name of the button that does it
    /// @param says   object name of the line below
    FormDialog(const QString &start, QWidget *parent, const QString &says = QStringLiteral("says"));

    void addRow(QWidget *editor);
    void addRow(QLineEdit *field, QPushButton *besides); ///< "Choose..."
    QLabel *addHelp();                                   ///< a text of two lines below the last row
    void setRowVisible(QWidget *editor, bool visible);
    void setLabels(const QStringList &labels); ///< of the rows, in their order
    void setButtons(const QString &start, const QString &cancel);
    void say(const QString &sentence, Tone tone = Tone::Secondary);
    void setReady(bool isReady); ///< whether the button can be pressed
    /// A file or folder chosen into a field.
    void choose(QLineEdit *into, const QString &title, bool isFolder);
    QLineEdit *makeField(const char *name);

private:
    void addRow(QWidget *row, QWidget *focus);
    QLabel *makeText(); ///< that keeps its height when it says more
    QFormLayout *m_form;
    std::vector<std::pair<QWidget *, QWidget *>> m_rows; ///< the editor, and what stands in the form
    std::vector<QLabel *> m_labels;
    QLabel *m_says;
    QDialogButtonBox *m_buttons;
    QPushButton *m_start;
    QPushButton *m_cancel;
};

} // namespace aisle
