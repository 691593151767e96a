#include "widgets/forms/questionsheet.h"

#include "widgets/common/theme.h"
#include "widgets/text/tiptext.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace aisle {

namespace {

constexpr int kTextWidth = 420;

QLabel *wrapped(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(kTextWidth);
    label->setText(text);
    return label;
}

} // namespace

void ask(QWidget *parent, const Question &question, std::function<void()> agreed)
{
    auto *sheet = new QDialog(parent->window());
    sheet->setObjectName(QStringLiteral("question"));
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->setWindowTitle(titleText(question.title));
    auto *title = wrapped(question.title, sheet);
    title->setFont(sectionFont());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, sheet);
    auto *agree = buttons->addButton(buttonText(question.verb),
                                     question.loses ? QDialogButtonBox::DestructiveRole : QDialogButtonBox::AcceptRole);
    agree->setObjectName(QStringLiteral("question-agree"));
    auto *usual = question.loses ? buttons->button(QDialogButtonBox::Cancel) : agree;
    usual->setDefault(true);
    auto *layout = new QVBoxLayout(sheet);
    layout->setContentsMargins(kSpaceGroups, kSpaceGroups, kSpaceGroups, kSpacePage);
    layout->setSpacing(kSpaceBetween);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    layout->addWidget(title);
    layout->addWidget(wrapped(question.text, sheet));
    layout->addSpacing(kSpacePage);
    layout->addWidget(buttons);
    QObject::connect(buttons, &QDialogButtonBox::rejected, sheet, &QDialog::reject);
    QObject::connect(agree, &QAbstractButton::clicked, sheet, [sheet, agreed = std::move(agreed)] {
        sheet->accept();
        agreed();
    });
    sheet->open();
    usual->setFocus();
}

} // namespace aisle
