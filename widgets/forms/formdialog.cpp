#include "widgets/forms/formdialog.h"

#include "models/settings.h"
#include "widgets/commands/filechooser.h"
#include "widgets/common/style.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

namespace {
constexpr int kTextWidth = 440;
}

FormDialog::FormDialog(const QString &start, QWidget *parent, const QString &says)
    : Retranslated(parent), m_form(new QFormLayout), m_says(makeText()), m_buttons(new QDialogButtonBox(this))
{
    m_form->setVerticalSpacing(kSpaceBetween);
    m_form->setHorizontalSpacing(kSpacePage);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_says->setObjectName(says);
    m_start = m_buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(start);
    m_start->setDefault(true);
    setPrimary(m_start);
    m_cancel = m_buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(kSpacePage);
    layout->setSizeConstraint(QLayout::SetFixedSize); // or what is said later has no height
    layout->addLayout(m_form);
    layout->addWidget(m_says);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
}

QLabel *FormDialog::makeText()
{
    auto *label = new QLabel(this);
    label->setWordWrap(true);
    label->setMinimumWidth(kTextWidth);
    label->setMinimumHeight(2 * label->fontMetrics().lineSpacing()); // nothing jumps when it says more
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    return label;
}

QLabel *FormDialog::addHelp()
{
    auto *help = makeText();
    setSecondary(help);
    m_form->addRow(QString(), help);
    return help;
}

void FormDialog::addRow(QWidget *row, QWidget *focus)
{
    m_labels.push_back(new QLabel(this));
    m_labels.back()->setBuddy(focus);
    m_form->addRow(m_labels.back(), row);
    m_rows.emplace_back(focus, row);
}

void FormDialog::addRow(QWidget *editor)
{
    addRow(editor, editor);
}

void FormDialog::addRow(QLineEdit *field, QPushButton *besides)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(kSpaceBetween);
    layout->addWidget(field, 1);
    layout->addWidget(besides);
    addRow(row, static_cast<QWidget *>(field));
}

void FormDialog::setRowVisible(QWidget *editor, bool visible)
{
    const auto found = std::ranges::find(m_rows, editor, [](const auto &row) { return row.first; });
    if (found != m_rows.end())
        m_form->setRowVisible(found->second, visible);
}

void FormDialog::setLabels(const QStringList &labels)
{
    for (std::size_t row = 0; row < m_labels.size(); ++row)
        m_labels[row]->setText(labels.value(static_cast<qsizetype>(row)));
}

void FormDialog::setButtons(const QString &start, const QString &cancel)
{
    m_start->setText(start);
    m_cancel->setText(cancel);
}

void FormDialog::say(const QString &sentence, Tone tone)
{
    setTone(m_says, tone);
    m_says->setText(sentence);
}

void FormDialog::setReady(bool isReady)
{
    m_start->setEnabled(isReady);
}

void FormDialog::choose(QLineEdit *into, const QString &title, bool isFolder)
{
    auto *dialog = fileChooser(this, title, isFolder ? QFileDialog::Directory : QFileDialog::ExistingFile,
                               into->text().isEmpty() ? lastFolder() : into->text());
    dialog->setOption(QFileDialog::ShowDirsOnly, isFolder);
    connect(dialog, &QFileDialog::fileSelected, into, &QLineEdit::setText);
    dialog->open();
}

QLineEdit *FormDialog::makeField(const char *name)
{
    auto *field = new QLineEdit(this);
    field->setObjectName(QString::fromLatin1(name));
    return field;
}

} // namespace aisle
