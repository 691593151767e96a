#include "widgets/train/protocol/formfields.h"
#include "widgets/common/theme.h"
#include "widgets/forms/numberfield.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace aisle {

NumberField *wholeNumber(QWidget *parent, const char *name, double min, double max, ParamScale scale)
{
    auto *field = new NumberField(parent);
    field->setObjectName(QString::fromLatin1(name));
    field->setRange(min, max, scale, true);
    return field;
}

QComboBox *comboBox(QWidget *parent, const char *name)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setFocusPolicy(Qt::StrongFocus);
    return box;
}

QLabel *helpLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    setSecondary(label);
    return label;
}

QVBoxLayout *formColumn(QWidget *of)
{
    auto *column = new QVBoxLayout(of);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpaceBetween);
    return column;
}

void addTitle(QVBoxLayout &column, QLabel *title)
{
    title->setFont(sectionFont());
    column.addWidget(title);
}

void addField(QVBoxLayout &column, QLabel *label, QWidget *editor, QLabel *help)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(kSpaceBetween);
    label->setBuddy(editor);
    label->setWordWrap(true);
    row->addWidget(label, 2);
    row->addWidget(editor, qobject_cast<NumberField *>(editor) ? 0 : 3);
    column.addLayout(row);
    if (help)
        column.addWidget(help);
}

QStringList splitWords(const QString &text)
{
    static const QRegularExpression kSeparators(QStringLiteral("[,;，；、\\s]+"));
    return text.split(kSeparators, Qt::SkipEmptyParts);
}

} // namespace aisle
