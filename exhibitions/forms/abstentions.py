"""Why an RW does not enter."""

from django import forms

from exhibitions.models import Abstention


class AbstentionForm(forms.ModelForm):
    class Meta:
        model = Abstention
        fields = ["reason", "needs_help"]
        widgets = {"reason": forms.RadioSelect}
        labels = {
            "reason": "Mengapa RW ini tidak mengusulkan?",
            "needs_help": "RW ini ingin didampingi untuk edisi berikutnya",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = Abstention.Reason.choices
        self.fields["reason"].error_messages["required"] = "Pilih salah satu alasan."
